import { elementsNamed, type XmlElement } from '../xml.ts'
import { resolvePath } from './paths.ts'

/** Ways to keep fonts from being taken out of a book, which lock nothing that is read. */
const FONT_OBFUSCATION = new Set(['http://www.idpf.org/2008/embedding', 'http://ns.adobe.com/pdf/enc#RC'])

/** The files of a book that are encrypted, by META-INF/encryption.xml. https://www.w3.org/TR/epub-33/#sec-container-metainf-encryption.xml */
export function encryptedPaths(root: XmlElement): Set<string> {
  const paths = new Set<string>()
  for (const data of elementsNamed(root, 'EncryptedData')) {
    const [method] = elementsNamed(data, 'EncryptionMethod')
    if (FONT_OBFUSCATION.has(method?.attributes.get('Algorithm') ?? '')) continue
    for (const reference of elementsNamed(data, 'CipherReference')) {
      const path = resolvePath('', reference.attributes.get('URI') ?? '')
      if (path !== null) paths.add(path)
    }
  }
  return paths
}
