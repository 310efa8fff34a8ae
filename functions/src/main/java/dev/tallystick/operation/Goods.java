package dev.tallystick.operation;

import dev.tallystick.api.MoneyJson;
import dev.tallystick.json.Fields;
import dev.tallystick.json.JsonObject;
import dev.tallystick.points.ChargeKind;
import dev.tallystick.points.Command;
import dev.tallystick.points.Money;
import dev.tallystick.store.Names;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was bought or came back, as a shop or till tells it. */
public record Goods(Money total, String currency, List<Line> lines, List<Command.Charge> charges, Instant occurredAt) {

    private static final int MOST_LINES = 1_000;
    private static final int MOST_CHARGES = 50;
    private static final int LONGEST_TEXT = 64;
    private static final long LARGEST_QUANTITY = 1_000_000;

    /** A position; its quantity is known of what was bought, and perhaps of what came back. */
    public record Line(
            String sku, @Nullable String category, @Nullable BigDecimal quantity, Money amount) {}

    /** @param now when it happened, where the body need not say */
    static Goods read(Fields body, String currency, Optional<Instant> now) {
        Goods goods = new Goods(
                MoneyJson.read(body, "total", currency),
                currency,
                body.objects("lines", MOST_LINES, line -> line(line, currency)),
                body.objects("charges", MOST_CHARGES, charge -> charge(charge, currency)),
                now.isPresent() && !body.has("occurredAt") ? now.get() : body.instant("occurredAt"));
        if (body.sound()) {
            goods.checkSum(body);
        }
        return goods;
    }

    /** As {@link #read}, of what came back: no amount is below zero. */
    static Goods readReturned(Fields body, String currency) {
        Goods goods = new Goods(
                MoneyJson.read(body, "total", currency),
                currency,
                body.objects(
                        "lines",
                        MOST_LINES,
                        line -> new Line(
                                line.text("sku", LONGEST_TEXT),
                                line.optionalText("category", LONGEST_TEXT),
                                line.has("quantity") ? line.decimal("quantity", LARGEST_QUANTITY) : null,
                                MoneyJson.read(line, "amount", currency))),
                body.objects(
                        "charges",
                        MOST_CHARGES,
                        charge -> new Command.Charge(kind(charge), MoneyJson.read(charge, "amount", currency))),
                body.instant("occurredAt"));
        if (body.sound()) {
            goods.checkSum(body);
        }
        return goods;
    }

    List<Command.Line> commandLines() {
        return lines.stream()
                .map(line -> new Command.Line(line.sku, line.category, line.amount))
                .toList();
    }

    /** The fields by which a repeat is known to be the same. */
    JsonObject asked() {
        return new JsonObject()
                .with("total", MoneyJson.of(total, currency))
                .withAny("lines", lines.stream().map(this::asked).toList())
                .withAny("charges", charges.stream().map(this::asked).toList())
                .with("occurredAt", occurredAt.toString());
    }

    private Map<String, Object> asked(Line line) {
        return new JsonObject()
                .with("sku", line.sku)
                .with("category", line.category)
                .with("quantity", line.quantity)
                .with("amount", MoneyJson.of(line.amount, currency))
                .build();
    }

    private Map<String, Object> asked(Command.Charge charge) {
        return new JsonObject()
                .with("kind", Names.of(charge.kind()))
                .with("amount", MoneyJson.of(charge.amount(), currency))
                .build();
    }

    private void checkSum(Fields body) {
        if (lines.isEmpty() && charges.isEmpty()) {
            return;
        }
        Money sum = Money.ZERO;
        Money moved = Money.ZERO;
        for (Line line : lines) {
            sum = sum.plus(line.amount);
            moved = moved.plus(line.amount.absolute());
        }
        for (Command.Charge charge : charges) {
            sum = sum.plus(charge.amount());
            moved = moved.plus(charge.amount().absolute());
        }
        if (moved.minorUnits() > Money.MAXIMUM) {
            body.fault("lines", "and charges come to more than %d, signs left aside".formatted(Money.MAXIMUM));
        }
        if (!sum.equals(total)) {
            body.fault(
                    "total",
                    "is %d, but lines and charges add up to %d".formatted(total.minorUnits(), sum.minorUnits()));
        }
    }

    private static Line line(Fields line, String currency) {
        return new Line(
                line.text("sku", LONGEST_TEXT),
                line.optionalText("category", LONGEST_TEXT),
                line.decimal("quantity", LARGEST_QUANTITY),
                MoneyJson.readSigned(line, "amount", currency));
    }

    private static Command.Charge charge(Fields charge, String currency) {
        return new Command.Charge(kind(charge), MoneyJson.readSigned(charge, "amount", currency));
    }

    private static ChargeKind kind(Fields charge) {
        ChargeKind kind = charge.choice("kind", Names.all(ChargeKind.class), Names.choiceOf(ChargeKind.class));
        return kind == null ? ChargeKind.OTHER : kind;
    }
}
