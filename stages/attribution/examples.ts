/** Examples of attribution, by kind of cue, source and content. */
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
  {
    name: 'a name in apposition speaks, also behind another verb than said',
    text: '“It cannot wait any longer,” added his deputy, Lena Hoff.',
    expect: {
      attributions: [
        {
          type: 'direct',
          source_kind: 'named',
          source: [{ surface: 'Lena Hoff' }],
          content: [{ surface: '“It cannot wait any longer,”' }],
        },
      ],
    },
  },
  {
    name: 'whom the critics are against does not speak',
    text: 'Brandt’s opponents say he never answers letters.',
    expect: {
      attributions: [
        {
          source_kind: 'generic',
          source: [{ surface: 'Brandt’s opponents' }],
          content: [{ surface: 'he never answers letters' }],
        },
      ],
    },
  },
  {
    name: 'a passive’s agent is the source, its subject is told',
    text: 'The council was warned by surveyors that the dam was leaking.',
    expect: {
      attributions: [
        {
          source_kind: 'generic',
          source: [{ surface: 'surveyors' }],
          content: [{ surface: 'that the dam was leaking' }],
        },
      ],
    },
  },
  {
    name: 'neither source nor content crosses a full stop',
    text: '“We waited a year,” said Nils Aker. Reporters left the hall. “Nobody came,” said Ida Moe.',
    expect: {
      attributions: [
        {
          source_kind: 'named',
          source: [{ surface: 'Nils Aker' }],
          content: [{ surface: '“We waited a year,”' }],
        },
        {
          source_kind: 'named',
          source: [{ surface: 'Ida Moe' }],
          content: [{ surface: '“Nobody came,”' }],
        },
      ],
    },
  },
  {
    name: 'the writer’s own thoughts are nobody else’s',
    text: 'I think the bridge will fall. We believe that it was cheap.',
    expect: {
      attributions: [],
    },
  },
  {
    name: 'what a thing suggests is the writer’s conclusion',
    text: 'This suggests that the plan failed.',
    expect: {
      attributions: [],
    },
  },
  {
    name: 'sources joined by “and” are all kept',
    text: 'India, Iran and Afghanistan say the route is safe.',
    expect: {
      attributions: [
        {
          source_kind: 'named',
          source: [{ surface: 'India, Iran and Afghanistan' }],
          content: [{ surface: 'the route is safe' }],
        },
      ],
    },
  },
  {
    name: 'a vague source with where it works',
    text: 'Many in the ministry worry that the fund is empty.',
    expect: {
      attributions: [
        {
          source_kind: 'generic',
          source: [{ surface: 'Many in the ministry' }],
          content: [{ surface: 'that the fund is empty' }],
        },
      ],
    },
  },
  {
    name: 'how a thing is called is no statement',
    text: 'The minister was described as tired.',
    expect: {
      attributions: [],
    },
  },
  {
    name: 'a participle speaks for its subject',
    text: 'She left early, believing that the vote was lost.',
    expect: {
      attributions: [
        {
          source_kind: 'pronoun',
          source: [{ surface: 'She' }],
          content: [{ surface: 'that the vote was lost' }],
        },
      ],
    },
  },
  {
    name: 'a relative clause speaks for who it belongs to',
    text: 'A nurse who had seen the ward said the beds were full.',
    expect: {
      attributions: [
        {
          source_kind: 'nominal',
          source: [{ surface: 'A nurse' }],
          content: [{ surface: 'the beds were full' }],
        },
      ],
    },
  },
  {
    name: 'an attribution within another: both are kept',
    text: 'Mayor Ruth Holm said on Friday that Karl Brandt had told her the road was closed.',
    expect: {
      attributions: [
        {
          source_kind: 'named',
          source: [{ surface: 'Mayor Ruth Holm' }],
          content: [{ surface: 'that Karl Brandt had told her the road was closed' }],
        },
        {
          source_kind: 'named',
          source: [{ surface: 'Karl Brandt' }],
          content: [{ surface: 'her the road was closed' }],
        },
      ],
    },
  },
  {
    name: 'the agent of a passive speaks, by name where one stands in apposition',
    text: 'The mayor was criticised by the engineer, Dora Pell, for closing the ferry, and was urged by her to resign.',
    expect: {
      attributions: [
        {
          source_kind: 'named',
          source: [{ surface: 'Dora Pell' }],
          content: [{ surface: 'for closing the ferry' }],
        },
        { source_kind: 'pronoun', source: [{ surface: 'her' }], content: [{ surface: 'to resign' }] },
      ],
    },
  },
  {
    name: 'who is quoted as saying speaks, whoever quotes',
    text: '“I have nothing to hide,” Pell was quoted as saying by the Harbour Post.',
    expect: { attributions: [{ type: 'direct', source: [{ surface: 'Pell' }] }] },
  },
  {
    name: 'a statement in the writer’s words and a quotation after it are two, with one cue',
    text: 'He said he was alarmed. “They have lied to us all.” Then he left.',
    expect: {
      attributions: [
        { type: 'indirect', cue: [{ surface: 'said' }], content: [{ surface: 'he was alarmed' }] },
        { type: 'direct', cue: [{ surface: 'said' }], content: [{ surface: '“They have lied to us all.”' }] },
      ],
    },
  },
  {
    name: 'quotation marks of TeX, of two angles and as in German',
    text: "``We lost the case,'' Pell said. << We won >>, Orr said. „No,“ said Orr.",
    expect: {
      attributions: [
        { type: 'direct', source: [{ surface: 'Pell' }] },
        { type: 'direct', source: [{ surface: 'Orr' }] },
        { type: 'direct', source: [{ surface: 'Orr' }] },
      ],
    },
  },
  {
    name: 'a content that ends where the next one to speak is named',
    text: 'Tenants of the estate claimed that Harmon had raised the rents, and the widow of a man whom Harmon had sacked said the roof leaked.',
    expect: {
      attributions: [
        {
          type: 'indirect',
          source: [{ surface: 'Tenants of the estate' }],
          cue: [{ surface: 'claimed' }],
          content: [{ surface: 'that Harmon had raised the rents' }],
        },
        {
          type: 'indirect',
          source: [{ surface: 'the widow of a man' }],
          cue: [{ surface: 'said' }],
          content: [{ surface: 'the roof leaked' }],
        },
      ],
    },
  },
];
