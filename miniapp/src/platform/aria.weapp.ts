import { mergeInternalComponents } from '@tarojs/shared'
import ariaAttributes from './aria-attributes.json'

// The runtime numbers the attributes of each component; it must count the same ones as the templates.
mergeInternalComponents(ariaAttributes)
