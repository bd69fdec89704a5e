/** Short texts of ours with mentions and actors worked out by hand. */
import type { StageExample } from '../stage.js';

export const examples: readonly StageExample[] = [
  {
    name: 'full name, surname and pronoun are one actor',
    text: 'Helen Marsh won the vote on Sunday. Mrs. Marsh thanked her voters. She promised calm.',
    expect: {
      mentions: [
        { surface: 'Helen Marsh', type: 'person', kind: 'name', actor: 'helen marsh', status: 'resolved' },
        { surface: 'Marsh', kind: 'surname', actor: 'helen marsh' },
        { surface: 'her', kind: 'pronoun', actor: 'helen marsh' },
        { surface: 'She', kind: 'pronoun', actor: 'helen marsh' },
      ],
      actors: [{ key: 'helen marsh', name: 'Helen Marsh', mentions: 4, named_mentions: 2 }],
    },
  },
  {
    name: 'an acronym in brackets is the name before it, and later uses too',
    text: 'The Northern Fisheries Council (NFC) met in Nairobi. Two days later the NFC denied the report.',
    expect: {
      mentions: [
        { surface: 'Northern Fisheries Council', type: 'organisation', actor: 'northern fisheries council' },
        { surface: 'NFC', kind: 'acronym', actor: 'northern fisheries council' },
        { surface: 'Nairobi', type: 'location', actor: 'nairobi' },
        { surface: 'NFC', kind: 'acronym', actor: 'northern fisheries council' },
      ],
    },
  },
  {
    name: 'one key for a country under all its names; an adjective is the country, a people is not',
    text: 'The U.S. envoy left the United States. American officials spoke to Kenyans in Kenya.',
    expect: {
      mentions: [
        { surface: 'U.S.', actor: 'united states' },
        { surface: 'United States', actor: 'united states' },
        { surface: 'American', kind: 'demonym', type: 'norp', actor: 'united states' },
        { surface: 'Kenyans', type: 'norp', actor: 'kenyans' },
        { surface: 'Kenya', actor: 'kenya' },
      ],
    },
  },
  {
    name: 'a capital that acts is its government; a capital where one is, is a place',
    text: 'Islamabad denied the claim. The delegation arrived in Islamabad on Monday.',
    expect: {
      mentions: [
        { surface: 'Islamabad', kind: 'alias', actor: 'pakistan' },
        { surface: 'Islamabad', actor: 'islamabad' },
      ],
    },
  },
  {
    name: 'a surname that two people bear is ambiguous, not guessed',
    text: 'Peter Walsh and Maria Walsh were in court. Walsh said nothing.',
    expect: {
      mentions: [
        { surface: 'Peter Walsh', actor: 'peter walsh' },
        { surface: 'Maria Walsh', actor: 'maria walsh' },
        { surface: 'Walsh', status: 'ambiguous', actor: null },
      ],
    },
  },
  {
    name: 'capitals that have talks between them are governments; joined to a place, a capital is a place',
    text: 'Talks between Washington and Islamabad collapsed. Officials in Nairobi and Moscow agreed.',
    expect: {
      mentions: [
        { surface: 'Washington', kind: 'alias', actor: 'united states' },
        { surface: 'Islamabad', kind: 'alias', actor: 'pakistan' },
        { surface: 'Nairobi', actor: 'nairobi' },
        { surface: 'Moscow', actor: 'moscow' },
      ],
    },
  },
  {
    name: 'officials and government of a country are the country',
    text: 'Pakistani officials denied the report. The Pakistani government said so too.',
    expect: {
      mentions: [
        { surface: 'Pakistani', kind: 'demonym', actor: 'pakistan' },
        { surface: 'Pakistani', kind: 'demonym', actor: 'pakistan' },
      ],
    },
  },
  {
    name: 'a description before or after the name in apposition is the person, and so is its later use',
    text: 'The former prime minister, Anna Keller, came back to Vienna. The former prime minister smiled.',
    expect: {
      mentions: [
        { surface: 'The former prime minister', kind: 'description', actor: 'anna keller' },
        { surface: 'Anna Keller', kind: 'name', actor: 'anna keller' },
        { surface: 'Vienna', actor: 'vienna' },
        { surface: 'The former prime minister', kind: 'description', actor: 'anna keller' },
      ],
    },
  },
  {
    name: 'title and name, then the title alone, then a possessive of the surname',
    text: 'President Omar Vale spoke. The president left. Vale’s aides stayed.',
    expect: {
      mentions: [
        { surface: 'Omar Vale', kind: 'name', actor: 'omar vale' },
        { surface: 'The president', kind: 'description', actor: 'omar vale', status: 'resolved' },
        { surface: 'Vale', kind: 'surname', actor: 'omar vale' },
      ],
    },
  },
  {
    name: 'a surname that is a month is the person where she acts, and the month elsewhere',
    text: 'Clara May runs a port. Mrs May said that May never sleeps. May may sail in May.',
    expect: {
      mentions: [
        { surface: 'Clara May', kind: 'name', actor: 'clara may' },
        { surface: 'May', kind: 'surname', actor: 'clara may' },
        { surface: 'May', kind: 'surname', actor: 'clara may' },
        { surface: 'May', kind: 'surname', actor: 'clara may' },
      ],
      actors: [{ key: 'clara may', named_mentions: 4 }],
    },
  },
  {
    name: 'what is named once is found again where it begins a sentence or stands in a headline',
    text: 'Omar Vale Wins Again in Nairobi\n\nOmar Vale won on Sunday. Vale thanked his voters, and Vale’s aides wept.',
    expect: { actors: [{ key: 'omar vale', named_mentions: 4 }, { key: 'nairobi' }] },
  },
  {
    name: 'parts of a name behind a hyphen belong to it: two brothers are two',
    text: 'Kim Dae-su met Kim Dae-ho in Busan. Later Kim Dae-su left.',
    expect: {
      mentions: [
        { surface: 'Kim Dae-su', actor: 'kim dae-su' },
        { surface: 'Kim Dae-ho', actor: 'kim dae-ho' },
        { surface: 'Busan', actor: 'busan' },
        { surface: 'Kim Dae-su', actor: 'kim dae-su' },
      ],
    },
  },
  {
    name: 'a nickname in quotation marks stands inside the name, what somebody is known as is an alias',
    text: 'Robert “Bobby” Tarrant said the strike would go on. Tarrant, known as “the Ferret,” has led it for years.',
    expect: {
      mentions: [
        { surface: 'Robert “Bobby” Tarrant', type: 'person', actor: 'robert tarrant' },
        { surface: 'Tarrant', kind: 'surname', actor: 'robert tarrant' },
        { surface: 'the Ferret', kind: 'alias', actor: 'robert tarrant' },
      ],
    },
  },
  {
    name: 'titles, ranks and offices are no part of a name',
    text: 'Sgt Mat Knowles met Alhaji Musa Danladi and Equalities Minister Nina Marsh. Knowles left first.',
    expect: {
      mentions: [
        { surface: 'Mat Knowles', type: 'person', actor: 'mat knowles' },
        { surface: 'Musa Danladi', type: 'person', actor: 'musa danladi' },
        { surface: 'Nina Marsh', type: 'person', actor: 'nina marsh' },
        { surface: 'Knowles', actor: 'mat knowles' },
      ],
    },
  },
  {
    name: 'firms that are named after people are organisations, and two joined by "and" are two',
    text: 'Wells Fargo cut its forecast. Ernst & Young and Goldman Sachs followed on Monday.',
    expect: {
      mentions: [
        { surface: 'Wells Fargo', type: 'organisation', actor: 'wells fargo' },
        { surface: 'its', actor: 'wells fargo' },
        { surface: 'Ernst & Young', type: 'organisation', actor: 'ernst & young' },
        { surface: 'Goldman Sachs', type: 'organisation', actor: 'goldman sachs' },
      ],
    },
  },
  {
    name: 'party and state in brackets, laws and sums name nobody',
    text: 'Sen. Lena Brandt (D-Ohio) said that Obamacare had cost N14bn. Brandt smiled.',
    expect: {
      mentions: [
        { surface: 'Lena Brandt', actor: 'lena brandt' },
        { surface: 'Brandt', actor: 'lena brandt' },
      ],
    },
  },
  {
    name: 'a shadow minister is not the minister, and a former one not the one of today',
    text: 'Omar Vale, the shadow foreign minister, spoke. The foreign minister left. The shadow foreign minister stayed.',
    expect: {
      mentions: [
        { surface: 'Omar Vale', actor: 'omar vale' },
        { surface: 'the shadow foreign minister', kind: 'description', actor: 'omar vale' },
        { surface: 'The foreign minister', kind: 'description', status: 'unresolved', actor: null },
        { surface: 'The shadow foreign minister', kind: 'description', actor: 'omar vale' },
      ],
    },
  },
  {
    name: 'capitals beside words in small letters are a branch, no pronoun',
    text: 'The US bought the firm. IT workers left, and IT spending fell.',
    expect: { mentions: [{ surface: 'US', kind: 'acronym', actor: 'united states' }] },
  },
  {
    name: 'in a document where a capital acts, it is the government where its words do not tell',
    text: 'Islamabad denied the report. Many trust Islamabad, and Islamabad wants talks. The talks were held in Islamabad.',
    expect: {
      mentions: [
        { surface: 'Islamabad', actor: 'pakistan' },
        { surface: 'Islamabad', actor: 'pakistan' },
        { surface: 'Islamabad', actor: 'pakistan' },
        { surface: 'Islamabad', actor: 'islamabad' },
      ],
    },
  },
  {
    name: 'a state is a place, but a given name where somebody of the document bears it',
    text: 'Ohio voted early. Voters in Ohio and Virginia waited. Tamil Nadu went to the polls as well.',
    expect: {
      mentions: [
        { surface: 'Ohio', type: 'location', actor: 'ohio' },
        { surface: 'Ohio', type: 'location', actor: 'ohio' },
        { surface: 'Virginia', type: 'location', actor: 'virginia' },
        { surface: 'Tamil Nadu', type: 'location', actor: 'tamil nadu' },
      ],
    },
  },
  {
    name: 'a given name that is also a state is the person who bears it',
    text: 'Virginia Marsh won the vote on Sunday. Virginia thanked her friends.',
    expect: {
      mentions: [
        { surface: 'Virginia Marsh', type: 'person', actor: 'virginia marsh' },
        { surface: 'Virginia', actor: 'virginia marsh' },
        { surface: 'her', actor: 'virginia marsh' },
      ],
    },
  },
  {
    name: 'a peer is a person with the place of the title',
    text: 'The bill was moved by Lord Ashby of Wray on Monday. Lord Ashby said little.',
    expect: {
      mentions: [
        { surface: 'Ashby of Wray', type: 'person', actor: 'ashby of wray' },
        { surface: 'Ashby', actor: 'ashby of wray' },
      ],
    },
  },
  {
    name: 'the adjective "Western" names no people; a people in the plural is one',
    text: 'Western officials spoke to Americans in Kenya. Westerners left.',
    expect: {
      mentions: [
        { surface: 'Americans', type: 'norp', actor: 'americans' },
        { surface: 'Kenya', actor: 'kenya' },
        { surface: 'Westerners', type: 'norp', actor: 'westerners' },
      ],
    },
  },
  {
    name: 'no names, no actors: rates are zero only where words suffice',
    text: 'Nothing happened at all.',
    expect: { actors: [], mentions: [], named_mention_rate: null, unresolved_pronoun_share: null },
  },
];
