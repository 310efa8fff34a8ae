package dev.tallystick.demo;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The figures that Tallystick makes of its entries. */
public final class Insights {

    private static final int MOST_DAYS_AT_ONCE = 366;

    private final Api api;
    private final String key;

    /** @param key one with the scope {@code insights} */
    public Insights(Api api, String key) {
        this.api = api;
        this.key = key;
    }

    public TrialBalance trialBalance() {
        return TrialBalance.of(api.get(key, "/v1/insights/trial-balance").success());
    }

    /** The daily figures of some business days, the last one included, by source. */
    public Map<String, Figures> bySource(LocalDate from, LocalDate to) {
        List<Document> rows = new ArrayList<>();
        for (LocalDate first = from; !first.isAfter(to); first = first.plusDays(MOST_DAYS_AT_ONCE)) {
            LocalDate last = first.plusDays(MOST_DAYS_AT_ONCE - 1L);
            rows.addAll(rows("/v1/insights/daily?from=%s&to=%s".formatted(first, last.isAfter(to) ? to : last)));
        }
        return Figures.bySource(rows);
    }

    private List<Document> rows(String query) {
        Document page = api.get(key, query).success();
        List<Document> rows = new ArrayList<>(page.objects("rows"));
        while (page.has("nextCursor")) {
            String cursor = URLEncoder.encode(page.text("nextCursor"), StandardCharsets.UTF_8);
            page = api.get(key, query + "&cursor=" + cursor).success();
            rows.addAll(page.objects("rows"));
        }
        return rows;
    }
}
