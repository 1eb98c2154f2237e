/* Amounts: what parses formats back to an amount of the same value, and never wraps. */
#include "lty_fuzz.h"

#include "lty_money.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char codes[4][4] = {"EUR", "JPY", "KWD", "CLF"};
    char text[LTY_MONEY_TEXT];
    lty_money money;
    lty_money again;

    if (size == 0) {
        return 0;
    }
    const char *code = codes[data[0] % 4];
    if (lty_money_parse(&money, (const char *) data + 1, size - 1, code) != LTY_OK) {
        return 0;
    }
    const size_t len = lty_money_format(text, &money);
    LTY_ASSERT(len < sizeof text && text[len] == '\0');
    LTY_ASSERT(lty_money_parse(&again, text, len, code) == LTY_OK);
    LTY_ASSERT(again.minor == money.minor && memcmp(again.code, money.code, 4) == 0);
    return 0;
}
