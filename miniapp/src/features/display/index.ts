export { DisplaySettings } from './display-settings'
export { SizeOffer } from './size-offer'
export { useDisplay } from './store'
