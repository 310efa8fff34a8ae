package dev.tallystick.api;

import dev.tallystick.json.Fields;
import dev.tallystick.json.JsonObject;
import dev.tallystick.points.Money;
import java.util.Map;

/** Money as {@code {"amount": 4250, "currency": "EUR"}}, in minor units. */
public final class MoneyJson {

    private MoneyJson() {}

    public static Map<String, Object> of(Money money, String currency) {
        return new JsonObject()
                .with("amount", money.minorUnits())
                .with("currency", currency)
                .build();
    }

    /** An amount that is not below zero, in the program's currency. */
    public static Money read(Fields body, String name, String currency) {
        return read(body, name, currency, 0);
    }

    /** An amount of either sign, in the program's currency. */
    public static Money readSigned(Fields body, String name, String currency) {
        return read(body, name, currency, -Money.MAXIMUM);
    }

    private static Money read(Fields body, String name, String currency, long minimum) {
        Fields money = body.object(name);
        if (!body.has(name)) {
            return Money.ZERO;
        }
        Money amount = new Money(money.integer("amount", minimum, Money.MAXIMUM));
        String named = money.text("currency", 3);
        if (!named.equals(currency)) {
            money.fault("currency", "must be " + currency);
        }
        money.noOthers();
        return amount;
    }
}
