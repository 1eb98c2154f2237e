// Puts the chart library where the report takes it from, with its licence beside it.
// The full build: the heat map is in neither the common nor the simple one.
import {copyFileSync, mkdirSync} from 'node:fs';

const from = new URL('../node_modules/echarts/', import.meta.url);
const to = new URL('./vendor/', import.meta.url);

mkdirSync(to, {recursive: true});
copyFileSync(new URL('dist/echarts.min.js', from), new URL('echarts.min.js', to));
for (const name of ['LICENSE', 'NOTICE']) {
    copyFileSync(new URL(name, from), new URL(`echarts.${name}`, to));
}
