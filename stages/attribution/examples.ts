import type { StageExample } from '../stage.js';

/** Short texts and what was worked out for them by hand. */
export const examples: readonly StageExample[] = [
  {
    name: 'a generic source, whose content is not in the author’s voice',
    text: 'Analysts say the policy may have emboldened them.',
    expect: {
      attributions: [
        {
          type: 'indirect',
          source_kind: 'generic',
          generic: true,
          source: [{ surface: 'Analysts' }],
          cue: [{ surface: 'say' }],
          content: [{ surface: 'the policy may have emboldened them' }],
          sentence: 0,
        },
      ],
      words_author: 2,
      words_source: 6,
      generic_attribution_share: 1,
      attribution_rate: null,
    },
  },
  {
    name: 'a quotation that its cue interrupts',
    text: '“We will rebuild the bridge,” Amina Karimi told reporters on Friday. “Nothing can stop us now.”',
    expect: {
      attributions: [
        {
          type: 'direct',
          source_kind: 'named',
          generic: false,
          source: [{ surface: 'Amina Karimi' }],
          content: [{ surface: '“We will rebuild the bridge,”' }, { surface: '“Nothing can stop us now.”' }],
        },
      ],
      words_author: 6,
      words_source: 10,
    },
  },
  {
    name: 'a phrase that names the source',
    text: 'According to the mayor, the new tram line will open in the spring.',
    expect: {
      attributions: [
        {
          type: 'indirect',
          source_kind: 'nominal',
          generic: false,
          source: [{ surface: 'the mayor' }],
          content: [{ surface: 'the new tram line will open in the spring' }],
        },
      ],
      words_author: 4,
      words_source: 9,
    },
  },
  {
    name: 'a quotation of several paragraphs, each of which reopens the marks, has one speaker',
    text: '“We have waited for a decade,” the mayor said. “The bridge has to be rebuilt.\n\n“Nobody here wants another winter of detours.\n\n“We may even finish before the autumn.”\n\nThe council votes next week.',
    expect: {
      attributions: [
        {
          type: 'direct',
          source_kind: 'nominal',
          source: [{ surface: 'the mayor' }],
          content: [
            { surface: '“We have waited for a decade,”' },
            {},
            { surface: '“Nobody here wants another winter of detours.' },
            { surface: '“We may even finish before the autumn.”' },
          ],
        },
      ],
      words_author: 8,
    },
  },
  {
    name: 'a passive before an infinitive: who says it is not told, least of all its subject',
    text: 'The owner is said to have left the country.',
    expect: {
      attributions: [
        {
          type: 'indirect',
          source_kind: 'none',
          generic: true,
          source: [],
          cue: [{ surface: 'is said' }],
          content: [{ surface: 'The owner' }, { surface: 'to have left the country' }],
        },
      ],
      words_author: 2,
      words_source: 7,
    },
  },
  {
    name: 'a hedge without a source is the author’s own',
    text: 'The minister reportedly left the capital before dawn.',
    expect: { attributions: [], words_author: 8, words_source: 0, generic_attribution_share: null },
  },
  {
    name: 'marks around a word that nobody is said to have said',
    text: 'The so-called “reform” changed little, and the old office still runs the harbour.',
    expect: { attributions: [], words_source: 0 },
  },
  {
    name: 'reporting words and marks alone: a passive names nobody',
    text: 'It is believed that the money was lost at sea.',
    options: { method: 'rules' },
    expect: {
      attributions: [
        {
          source_kind: 'none',
          generic: true,
          source: [],
          cue: [{ surface: 'is believed' }],
          content: [{ surface: 'that the money was lost at sea' }],
          found_by: 'passive without agent',
        },
      ],
    },
  },
];
