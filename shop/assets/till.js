/*
 * Reads and verifies public tokens offline (docs/coupon-format.md) with the signature check that the browser itself has. Finds out whether a
 * token is genuine, never whether it was used: only the shop's ledger knows that. A hand scanner types the code and Enter, whatever has the
 * focus, so the field takes the focus back after every answer, with the old code selected.
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

    /* Decimals of a currency where they are not two, as the shop counts minor units; what browsers say differs for some. */
    const DECIMALS = Object.fromEntries(Object.entries({
        0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF', 3: 'BHD IQD JOD KWD LYD OMR TND', 4: 'CLF UYW',
    }).flatMap(([decimals, codes]) => codes.split(' ').map((code) => [code, Number(decimals)])));
    const LAST_SECOND = 253402300799;

    class Refused extends Error {
        constructor(state, title, lines = []) {
            super(title);
            this.state = state;
            this.lines = lines;
        }
    }
    const refuse = (...why) => { throw new Refused(...why); };
    const typing = (title, ...lines) => refuse('typing', title, lines);
    const forged = () => refuse('bad', 'Not genuine', ['Take nothing off for it: nobody with this shop’s key made it, or it was altered.']);
    const newer = () => refuse('typing', 'Genuine, but more than this page can read', ['Ask the shop what it gives, and for a new page.']);

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

    /* text is in upper case and without blanks: mail programs break long lines. */
    function decode(text) {
        if (text.indexOf('C1P.', 1) > 0) typing('There is more than one code in the field.', 'Empty it and scan one.');
        if (!text.startsWith('C1P.')) {
            if (text.startsWith('C1S.')) typing('Only the shop itself can check this code.');
            if (/^C[0-9][A-Z]\./.test(text)) typing('This code is of a newer kind.', 'Ask the shop for a new page.');
            if (text.length <= 40) typing('Only the shop itself can check short codes.', 'Codes for this page begin with “C1P.” and come as a square picture to scan.');
            typing('This is no code for this page.', 'One begins with “C1P.”.');
        }
        if (text.length > 1024) typing('This is too long for a code.');
        const symbols = [...text.slice(4)].map((c) => {
            const symbol = ALPHABET.indexOf({I: '1', L: '1', O: '0'}[c] ?? c);
            return symbol >= 0 ? symbol : typing(`“${c}” does not stand in a code.`, 'Scan it again.');
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
        if (raw.length < 4 + 6 + 64) typing('The code is cut short.', 'Scan it again, the whole of it.');
        return {kid: raw.slice(0, 4), payload: raw.slice(4, -64), signature: raw.slice(-64)};
    }

    async function genuine({kid, payload, signature}) {
        const id = [...kid].map((byte) => byte.toString(16).padStart(2, '0')).join('');
        const hex = config.keys[id] ?? refuse('bad', 'Not from this shop', [
            'No key in this page made it: it is another shop’s or forged, or this page is older than the shop’s newest key.',
            `Keys of ${config.made}. If the shop says that the code is good, ask it for a new page.`,
        ]);
        const key = await crypto.subtle.importKey('raw', bytesOf(hex), {name: 'Ed25519'}, false, ['verify']);
        const message = pae(ascii('loyalty.full.v1.P'), kid, payload, new TextEncoder().encode(config.domain));
        return (await crypto.subtle.verify({name: 'Ed25519'}, key, signature, message)) || forged();
    }

    /* Only what is signed gets here, so what does not fit is a newer format than this page's. */
    function read(payload) {
        const fields = {};
        let at = 0;
        let last = 0;
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
            else if (name === 'name') fields[name] = take(integer());
            else fields[name] = integer();
        }
        return checked(fields);
    }

    function checked(fields) {
        const money = fields.kind === 2 || fields.minimum !== undefined || fields.maximum !== undefined;
        const known = fields.campaign !== undefined && fields.serial !== undefined && fields.kind >= 1 && fields.kind <= 5
            && (fields.kind === 3 || fields.value >= 1) && (!money || /^[A-Z]{3}$/.test(fields.currency)) && (fields.flags ?? 0) <= 7;
        if (!known) newer();
        try {
            fields.name = fields.name && new TextDecoder('utf-8', {fatal: true}).decode(fields.name);
        } catch {
            newer();
        }
        return /[\p{Cc}\p{Cf}\p{Co}]/u.test(fields.name ?? '') ? newer() : fields;
    }

    const amount = (number, decimals = 0) => new Intl.NumberFormat(undefined, {maximumFractionDigits: decimals}).format(number);
    const money = (minor, currency) => {
        const decimals = DECIMALS[currency] ?? 2;
        const digits = {minimumFractionDigits: decimals, maximumFractionDigits: decimals};
        return new Intl.NumberFormat(undefined, {style: 'currency', currency, ...digits}).format(minor / 10 ** decimals);
    };
    const instant = (seconds) => new Intl.DateTimeFormat(undefined, {dateStyle: 'long', timeStyle: 'short'}).format(seconds * 1000);
    const gives = (fields) => ({
        1: () => `${amount(fields.value / 100, 2)} % off`,
        2: () => `${money(fields.value, fields.currency)} off`,
        3: () => 'Free delivery',
        4: () => `${amount(fields.value)} points`,
        5: () => `Gift no. ${fields.value}`,
    })[fields.kind]();

    function terms(fields) {
        const lines = [];
        if (fields.minimum !== undefined) lines.push(`On orders from ${money(fields.minimum, fields.currency)}`);
        if (fields.maximum !== undefined) lines.push(`At most ${money(fields.maximum, fields.currency)} off`);
        if (fields.name) lines.push(`For ${fields.name}`);
        else if (fields.customer !== undefined) lines.push('For one customer only: the shop knows whom');
        if (fields.flags & 1) lines.push('Only for those who got it by e-mail');
        if (fields.flags & 2) lines.push('Not for all goods: ask the shop');
        if (fields.flags & 4) lines.push('Not together with other codes');
        if (fields.from !== undefined) lines.push(fields.from > LAST_SECOND ? 'Not valid in our lifetime' : `Valid from ${instant(fields.from)}`);
        /* The end is the first second that is too late; people read the last minute that is not. */
        if (fields.until !== undefined && fields.until <= LAST_SECOND) lines.push(`Valid to ${instant(fields.until - 1)}`);
        lines.push(`Campaign ${fields.campaign}, number ${fields.serial}`);
        return lines;
    }

    function show(state, title, lines = [], gift = '') {
        const parts = [];
        const add = (name, text) => {
            const element = document.createElement(name);
            element.textContent = text;
            parts.push(element);
            return element;
        };
        answer.className = state;
        add('h2', title);
        if (gift !== '') add('strong', gift);
        if (lines.length > 0) {
            add('ul', '').append(...lines.map((line) => Object.assign(document.createElement('li'), {textContent: line})));
        }
        answer.replaceChildren(...parts);
    }

    async function verify(text) {
        const parts = decode(text);
        await genuine(parts);
        const fields = read(parts.payload);
        const now = Date.now() / 1000;
        const early = fields.from !== undefined && now < fields.from;
        if (early || (fields.until !== undefined && now >= fields.until)) {
            return ['late', early ? 'Genuine, but not valid yet' : 'Genuine, but expired', [...terms(fields), `It is ${instant(now)} by this machine’s clock`], gives(fields)];
        }
        return ['good', 'Genuine, use not checked', [...terms(fields), 'Whether it was used before, only the shop can say'], gives(fields)];
    }

    let asked = 0;
    form.addEventListener('submit', async (event) => {
        event.preventDefault();
        const text = field.value.replace(/\s+/g, '').replace(/[a-z]/g, (c) => c.toUpperCase());
        const mine = ++asked;
        let shown;
        field.focus();
        field.select();
        answer.replaceChildren();
        try {
            shown = text === '' ? ['typing', 'Scan or type a code.'] : await verify(text);
        } catch (error) {
            if (!(error instanceof Refused)) throw error;
            shown = [error.state, error.message, error.lines];
        }
        if (mine === asked) show(...shown);
    });

    /* Scanners end with Enter or with line feeds; no code has one. */
    field.addEventListener('keydown', (event) => {
        if (event.key === 'Enter' && !event.isComposing) {
            event.preventDefault();
            form.requestSubmit();
        }
    });

    /* Said when the page is opened, not when a customer waits. */
    (async () => {
        try {
            await crypto.subtle.importKey('raw', bytesOf(Object.values(config.keys)[0]), {name: 'Ed25519'}, false, ['verify']);
        } catch {
            field.disabled = form.querySelector('button').disabled = true;
            show('typing', 'This browser cannot check codes.', ['Use a Chrome or Edge from version 137, a Firefox from 129, or a Safari from 17.']);
        }
    })();
})();
