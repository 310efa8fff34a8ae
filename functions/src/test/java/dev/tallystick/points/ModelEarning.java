package dev.tallystick.points;

import static dev.tallystick.points.Answer.number;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a purchase of the model earns, rule by rule, and how that is shared among its pools.
 *
 * @param bonuses those whose conditions the purchase meets
 * @param gives points by rule, what a limit takes included
 */
record ModelEarning(BigInteger eligible, List<Bonus> bonuses, Map<String, BigInteger> gives, List<ModelPool> pools) {

    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    /** A part of a purchase by the rules that are on it; none where it is excluded. */
    private record Part(List<String> rules, BigInteger amount) {}

    /** Lines to which the same rules apply; {@code null} where a purchase is one pool whatever its lines. */
    record ModelPool(@Nullable List<String> rules, BigInteger total, BigInteger points) {}

    /**
     * @param paid value of the points that pay for it
     * @param dayLeft what may still be earned on its day, if that is limited
     */
    static ModelEarning of(
            Command.RecordPurchase purchase,
            Program program,
            Program.Tier tier,
            List<Bonus> bonuses,
            BigInteger paid,
            @Nullable BigInteger dayLeft) {
        List<Part> parts = parts(purchase.lines(), purchase.charges(), program, bonuses);
        BigInteger eligible = number(purchase.total().minorUnits()).subtract(paid);
        for (Part part : parts) {
            if (part.rules.isEmpty()) {
                eligible = eligible.subtract(part.amount);
            }
        }
        eligible = eligible.max(BigInteger.ZERO);

        BigInteger points = number(program.earn().points().value());
        BigInteger per = number(program.earn().perAmount().minorUnits());
        Map<String, BigInteger> gives = new LinkedHashMap<>();
        gives.put("base", eligible.multiply(points).divide(per));
        gives.put(
                "tier:" + tier.id(),
                eligible.multiply(points)
                        .multiply(number(tier.earnPercent() - 100L))
                        .divide(per.multiply(HUNDRED)));
        for (Bonus bonus : bonuses) {
            BigInteger amount = eligible;
            if (!bonus.categories().isEmpty() || !bonus.skus().isEmpty()) {
                amount = sum(parts, "bonus:" + bonus.id()).min(eligible).max(BigInteger.ZERO);
            }
            BigInteger given = switch (bonus.rate()) {
                case Bonus.Rate.Percent(int percent) ->
                    amount.multiply(points).multiply(number(percent)).divide(per.multiply(HUNDRED));
                case Bonus.Rate.PerAmount(Points each, Money perAmount) ->
                    amount.multiply(number(each.value())).divide(number(perAmount.minorUnits()));
            };
            Points most = bonus.maximumPoints();
            gives.put("bonus:" + bonus.id(), most == null ? given : given.min(number(most.value())));
        }
        BigInteger all = sum(gives);
        if (dayLeft != null && all.compareTo(dayLeft) > 0) {
            gives.put("limit:day", dayLeft.subtract(all));
        }
        gives.values().removeIf(given -> given.signum() == 0);
        return new ModelEarning(eligible, bonuses, gives, pools(purchase, parts, gives));
    }

    BigInteger earned() {
        return sum(gives);
    }

    /** What lines and charges come to, by the rules that are on them, in the order of the first. */
    static Map<List<String>, BigInteger> totals(
            List<Command.Line> lines, List<Command.Charge> charges, Program program, List<Bonus> bonuses) {
        return totals(parts(lines, charges, program, bonuses));
    }

    private static Map<List<String>, BigInteger> totals(List<Part> parts) {
        Map<List<String>, BigInteger> totals = new LinkedHashMap<>();
        parts.stream()
                .filter(part -> part.amount.signum() != 0)
                .forEach(part -> totals.merge(part.rules, part.amount, BigInteger::add));
        return totals;
    }

    private static List<Part> parts(
            List<Command.Line> lines, List<Command.Charge> charges, Program program, List<Bonus> bonuses) {
        List<Part> parts = new ArrayList<>();
        for (Command.Line line : lines) {
            List<String> rules = new ArrayList<>();
            String category = line.category();
            if (category == null || !program.earn().excludedCategories().contains(category)) {
                rules.add("base");
                for (Bonus bonus : bonuses) {
                    if (isOn(bonus, category, line.sku())) {
                        rules.add("bonus:" + bonus.id());
                    }
                }
            }
            parts.add(new Part(rules, number(line.amount().minorUnits())));
        }
        for (Command.Charge charge : charges) {
            List<String> rules = new ArrayList<>();
            if (!program.earn().excludedCharges().contains(charge.kind())) {
                rules.add("base");
                for (Bonus bonus : bonuses) {
                    if (isOn(bonus, null, null)) {
                        rules.add("bonus:" + bonus.id());
                    }
                }
            }
            parts.add(new Part(rules, number(charge.amount().minorUnits())));
        }
        return parts;
    }

    private static boolean isOn(Bonus bonus, @Nullable String category, @Nullable String sku) {
        boolean everything = bonus.categories().isEmpty() && bonus.skus().isEmpty();
        boolean byCategory = category != null && bonus.categories().contains(category);
        boolean bySku = sku != null && bonus.skus().contains(sku);
        return everything || byCategory || bySku;
    }

    private static List<ModelPool> pools(
            Command.RecordPurchase purchase, List<Part> parts, Map<String, BigInteger> gives) {
        Map<List<String>, BigInteger> totals = totals(parts);
        if (purchase.lines().isEmpty()
                || totals.isEmpty()
                || totals.values().stream().anyMatch(total -> total.signum() <= 0)) {
            return List.of(new ModelPool(null, number(purchase.total().minorUnits()), sum(gives)));
        }
        Map<List<String>, BigInteger> points = new LinkedHashMap<>();
        totals.keySet().forEach(rules -> points.put(rules, BigInteger.ZERO));
        gives.forEach((rule, given) -> {
            if (!rule.equals("limit:day")) {
                // the tier's rule is on whatever the base is on
                String on = rule.startsWith("tier:") ? "base" : rule;
                Map<List<String>, BigInteger> sharing = new LinkedHashMap<>(totals);
                sharing.keySet().removeIf(rules -> !rules.contains(on));
                share(given, sharing).forEach((rules, some) -> points.merge(rules, some, BigInteger::add));
            }
        });
        BigInteger cut = gives.getOrDefault("limit:day", BigInteger.ZERO);
        if (cut.signum() != 0) {
            Map<List<String>, BigInteger> before = new LinkedHashMap<>(points);
            points.putAll(share(sum(before).add(cut), before));
        }
        List<ModelPool> pools = new ArrayList<>();
        totals.forEach(
                (rules, total) -> pools.add(new ModelPool(rules, total, points.getOrDefault(rules, BigInteger.ZERO))));
        return pools;
    }

    /** A number in proportion to others, by running sums and floors, so that the parts add up. */
    static <K> Map<K, BigInteger> share(BigInteger number, Map<K, BigInteger> among) {
        BigInteger all = sum(among);
        Map<K, BigInteger> shares = new LinkedHashMap<>();
        BigInteger running = BigInteger.ZERO;
        for (Map.Entry<K, BigInteger> one : among.entrySet()) {
            BigInteger before = all.signum() == 0
                    ? BigInteger.ZERO
                    : number.multiply(running).divide(all);
            running = running.add(one.getValue());
            BigInteger upToHere = all.signum() == 0
                    ? BigInteger.ZERO
                    : number.multiply(running).divide(all);
            shares.put(one.getKey(), upToHere.subtract(before));
        }
        return shares;
    }

    private static BigInteger sum(List<Part> parts, String rule) {
        return parts.stream()
                .filter(part -> part.rules.contains(rule))
                .map(Part::amount)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger sum(Map<?, BigInteger> numbers) {
        return numbers.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** As the answer to a purchase gives them. */
    Map<String, BigInteger> numbers() {
        Map<String, BigInteger> numbers = new TreeMap<>(gives);
        numbers.put("earned", earned());
        numbers.put("eligible", eligible);
        for (int i = 0; i < pools.size(); i++) {
            numbers.put("pool " + i + " total", pools.get(i).total());
            numbers.put("pool " + i + " points", pools.get(i).points());
        }
        return numbers;
    }
}
