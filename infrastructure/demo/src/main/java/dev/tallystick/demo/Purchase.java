package dev.tallystick.demo;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A purchase of the extract.
 *
 * @param id of the order or receipt, unique at its source
 * @param totalCents value of the goods
 * @param lines what was bought, where it is known; they add up to the total
 */
public record Purchase(
        String id, Source source, Customer customer, Instant occurredAt, long totalCents, List<Line> lines) {

    /** A line of a receipt; the category is empty where there is none. */
    public record Line(String sku, String category, long quantity, long cents) {

        private Map<String, Object> body() {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("sku", sku);
            if (!category.isEmpty()) {
                body.put("category", category);
            }
            body.put("quantity", quantity);
            body.put("amount", Amounts.money(cents));
            return body;
        }
    }

    public Purchase {
        lines = List.copyOf(lines);
    }

    /** What is sent. */
    public Map<String, Object> body(Map<String, String> member) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("purchaseId", id);
        body.put("member", member);
        body.put("total", Amounts.money(totalCents));
        if (!lines.isEmpty()) {
            body.put("lines", lines.stream().map(Line::body).toList());
        }
        body.put("occurredAt", occurredAt.toString());
        return body;
    }
}
