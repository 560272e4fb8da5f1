export async function openUrl(url: string): Promise<void> {
  window.open(url, '_blank', 'noopener')
}
