/*
 * Reads and verifies full tokens offline (docs/coupon-format.md) with the signature check that the browser itself has. Finds out whether a
 * token is genuine, never whether it was used: only the shop's ledger knows that.
 */
'use strict';

(() => {
    const config = JSON.parse(document.getElementById('config').textContent);
    const form = document.querySelector('form');
    const field = document.getElementById('code');
    const answer = document.getElementById('answer');
    const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    const LARGEST = 2n ** 53n - 1n;
    const FIELDS = {1: 'campaign', 2: 'serial', 3: 'kind', 4: 'value', 5: 'currency', 6: 'minimum', 7: 'from', 8: 'until', 9: 'customer', 10: 'flags', 11: 'name', 12: 'maximum'};

    class Refused extends Error {}
    const typing = (text) => { throw new Refused(text); };
    const forged = () => { throw new Refused('forged'); };

    const ascii = (text) => Uint8Array.from(text, (c) => c.charCodeAt(0));
    const bytesOf = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
    const join = (...parts) => {
        const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
        let at = 0;
        for (const part of parts) {
            out.set(part, at);
            at += part.length;
        }
        return out;
    };
    const le64 = (number) => {
        const out = new Uint8Array(8);
        new DataView(out.buffer).setBigUint64(0, BigInt(number), true);
        return out;
    };
    const pae = (...parts) => join(le64(parts.length), ...parts.flatMap((part) => [le64(part.length), part]));

    function decode(text) {
        const upper = text.replace(/[a-z]/g, (c) => c.toUpperCase());
        if (!upper.startsWith('C1P.')) typing(/^C1S\./.test(upper) ? 'This is a code that only the shop itself can check.' : 'This is not such a code: it begins with C1P and a point.');
        const symbols = [...upper.slice(4)].map((c) => {
            const symbol = ALPHABET.indexOf({I: '1', L: '1', O: '0'}[c] ?? c);
            return symbol >= 0 ? symbol : typing(`“${c}” does not stand in a code.`);
        });
        const bits = symbols.length * 5;
        const raw = new Uint8Array(bits >> 3);
        symbols.forEach((symbol, i) => {
            for (let b = 0; b < 5; b++) {
                const bit = 5 * i + b;
                if ((symbol >> (4 - b)) & 1) {
                    if (bit >> 3 >= raw.length) forged();
                    raw[bit >> 3] |= 128 >> (bit & 7);
                }
            }
        });
        if (bits % 8 >= 5) forged();
        if (raw.length < 4 + 6 + 64) typing('The code is cut short.');
        return {kid: raw.slice(0, 4), payload: raw.slice(4, -64), signature: raw.slice(-64)};
    }

    async function genuine({kid, payload, signature}) {
        const id = [...kid].map((byte) => byte.toString(16).padStart(2, '0')).join('');
        const hex = config.keys[id] ?? forged();
        const key = await crypto.subtle.importKey('raw', bytesOf(hex), {name: 'Ed25519'}, false, ['verify']);
        const message = pae(ascii('loyalty.full.v1.P'), kid, payload, new TextEncoder().encode(config.domain));
        return await crypto.subtle.verify({name: 'Ed25519'}, key, signature, message) || forged();
    }

    /* Only what is signed gets here, so what does not fit is a newer format than this page's. */
    function read(payload) {
        const fields = {};
        let at = 0;
        let last = 0;
        const newer = () => { throw new Refused('The code is genuine, but says things that this page does not know: ask the shop.'); };
        const take = (count) => {
            if (at + count > payload.length) newer();
            at += count;
            return payload.slice(at - count, at);
        };
        const integer = () => {
            let value = 0n;
            for (let shift = 0n; shift < 63n; shift += 7n) {
                const [byte] = take(1);
                value |= BigInt(byte & 127) << shift;
                if (!(byte & 128)) return value <= LARGEST ? Number(value) : newer();
            }
            return newer();
        };
        while (at < payload.length) {
            const [tag] = take(1);
            const name = FIELDS[tag];
            if (name === undefined || tag <= last) newer();
            last = tag;
            if (name === 'currency') fields[name] = String.fromCharCode(...take(3));
            else if (name === 'customer') fields[name] = take(integer());
            else if (name === 'name') fields[name] = new TextDecoder().decode(take(integer()));
            else fields[name] = integer();
        }
        return fields;
    }

    const money = (minor, currency) => {
        const format = new Intl.NumberFormat(undefined, {style: 'currency', currency});
        return format.format(minor / 10 ** format.resolvedOptions().maximumFractionDigits);
    };
    const day = (seconds) => new Intl.DateTimeFormat(undefined, {dateStyle: 'long', timeStyle: 'short'}).format(seconds * 1000);
    const gives = (fields) => [
        null,
        () => `${new Intl.NumberFormat(undefined, {maximumFractionDigits: 2}).format(fields.value / 100)} % off`,
        () => `${money(fields.value, fields.currency)} off`,
        () => 'free delivery',
        () => `${fields.value} points`,
        () => `gift no. ${fields.value}`,
    ][fields.kind]?.() ?? 'something that this page does not know';

    function terms(fields) {
        const lines = [];
        if (fields.minimum !== undefined) lines.push(`on orders from ${money(fields.minimum, fields.currency)}`);
        if (fields.maximum !== undefined) lines.push(`at most ${money(fields.maximum, fields.currency)} off`);
        if (fields.from !== undefined) lines.push(`from ${day(fields.from)}`);
        if (fields.until !== undefined) lines.push(`before ${day(fields.until)}`);
        if (fields.name !== undefined) lines.push(`for ${fields.name}`);
        else if (fields.customer !== undefined) lines.push('for one customer only: the shop knows whom');
        if (fields.flags & 1) lines.push('only for orders from an e-mail');
        if (fields.flags & 2) lines.push('not for all goods: ask the shop');
        if (fields.flags & 4) lines.push('not together with other codes');
        lines.push(`campaign ${fields.campaign}, number ${fields.serial}`);
        return lines;
    }

    function show(state, title, lines = []) {
        answer.className = state;
        const heading = document.createElement('h2');
        heading.textContent = title;
        const list = document.createElement('ul');
        for (const line of lines) {
            const item = document.createElement('li');
            item.textContent = line;
            list.append(item);
        }
        answer.replaceChildren(heading, list);
    }

    async function verify(text) {
        const parts = decode(text);
        await genuine(parts);
        const fields = read(parts.payload);
        const now = Date.now() / 1000;
        if (fields.from !== undefined && now < fields.from) show('late', 'Genuine, but not valid yet', [gives(fields), ...terms(fields)]);
        else if (fields.until !== undefined && now >= fields.until) show('late', 'Genuine, but expired', [gives(fields), ...terms(fields)]);
        else show('good', 'Genuine, use not checked', [gives(fields), ...terms(fields), 'Whether it was used already, only the shop can say.']);
    }

    form.addEventListener('submit', async (event) => {
        event.preventDefault();
        const text = field.value.trim();
        field.select();
        if (text === '') {
            show('typing', 'Scan or type a code.');
            return;
        }
        try {
            await verify(text);
        } catch (error) {
            if (error instanceof Refused) {
                if (error.message === 'forged') show('bad', 'Not genuine', ['Nobody with the shop’s key made this code for this shop, or it was altered.']);
                else show('typing', error.message);
            } else {
                show('typing', 'This browser cannot check signatures. Use a current Chrome, Edge, Firefox or Safari.');
            }
        }
    });
})();
