import { useEffect, useState } from 'react'

const PAUSE_MS = 350

/** What is typed, and what is searched for: the same once the person has stopped typing. */
export function useSearch() {
  const [typed, setTyped] = useState('')
  const [query, setQuery] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQuery(typed.trim()), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return { typed, setTyped, query }
}
