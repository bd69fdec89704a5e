/** RSS, Atom and RDF feeds. */
import type { Format } from '../format.js';

export const feed: Format = {
  name: 'feed',
  kind: 'the web',
  words: 'feeds (.rss, .atom, .xml)',
  about: 'RSS, Atom and JSON Feed',
  extensions: ['.rss', '.atom', '.rdf'],
  roots: ['rss', 'feed', 'rdf', 'channel'],
  load: async () => (await import('../feed/read-feed.js')).readFeed,
};
