// Puts lists of words that offend where OffensiveWords takes them from, one file a language, with the packages' licences beside them.
import {copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';

const naughty = new URL('../node_modules/naughty-words/', import.meta.url);
const soap = new URL('../node_modules/washyourmouthoutwithsoap/', import.meta.url);
const to = new URL('./vendor/words/', import.meta.url);
const read = (url) => JSON.parse(readFileSync(url));

const lists = new Map(Object.entries(read(new URL('data/build.json', soap))));
for (const file of readdirSync(naughty).filter((name) => /^[a-z]{2,3}\.json$/.test(name))) {
    const language = file.slice(0, -5);
    lists.set(language, [...(lists.get(language) ?? []), ...read(new URL(file, naughty))]);
}
mkdirSync(to, {recursive: true});
for (const [language, words] of lists) {
    writeFileSync(new URL(`${language}.json`, to), `${JSON.stringify([...new Set(words)].sort(), null, 1)}\n`);
}
copyFileSync(new URL('LICENSE', naughty), new URL('naughty-words.LICENSE', to));
copyFileSync(new URL('LICENSE', soap), new URL('washyourmouthoutwithsoap.LICENSE', to));
