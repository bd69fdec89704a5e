/** The name of an outlet from what a corpus calls it. */
import { measuredText } from '../cleaning/measured-text.js';

/** A host name and nothing else, or the address of a page. */
const ADDRESS =
  /^(?:[Hh][Tt][Tt][Pp][Ss]?:\/\/)?((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}]{2,24})\.?(?::\d{1,5})?(?:[/?#]\S*)?$/u;

/**
 * An outlet's name, so that what is one outlet is one group: without invisible characters, Unicode in its composed
 * form (NFC), every run of white space
 * one space, and a site's name or address its host in lower case without `www.`: `https://www.QuayPost.com/news`
 * and `QuayPost.com` are `quaypost.com`. Names that differ in words, in articles or in spelling stay apart.
 */
export function outletName(written: string): string {
  const visible = measuredText(written)?.text ?? written;
  const name = visible.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const host = name.length > 2000 ? undefined : ADDRESS.exec(name)?.[1];
  return host === undefined ? name : host.toLowerCase().replace(/^www\d?\.(?=.*\.)/, '');
}
