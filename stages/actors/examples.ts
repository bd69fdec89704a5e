import type { StageExample } from '../stage.js';

/** Short texts of ours with mentions and actors worked out by hand. */
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
    text: 'The former prime minister, Anna Keller, came back to Vienna. The prime minister smiled.',
    expect: {
      mentions: [
        { surface: 'The former prime minister', kind: 'description', actor: 'anna keller' },
        { surface: 'Anna Keller', kind: 'name', actor: 'anna keller' },
        { surface: 'Vienna', actor: 'vienna' },
        { surface: 'The prime minister', kind: 'description', actor: 'anna keller' },
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
    name: 'no names, no actors: rates are zero only where words suffice',
    text: 'Nothing happened at all.',
    expect: { actors: [], mentions: [], named_mention_rate: null, unresolved_pronoun_share: null },
  },
];
