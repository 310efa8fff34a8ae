package dev.tallystick.bench.units;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an operation takes.
 *
 * @param requests to DynamoDB
 * @param items written, or looked at within a transaction
 * @param tableWrite write units of Ledger and Members
 * @param tableRead read units of Ledger and Members
 * @param indexWrite write units of the indexes Statement and Due
 * @param indexRead read units of the indexes
 * @param insightsWrite write units of Insights: feed, figures and checkpoints
 * @param insightsRead read units of Insights
 * @param queueRequests to SQS, each begun 64 KB of a message counted
 * @param largest bytes of the largest item written
 */
public record Units(
        int requests,
        int items,
        double tableWrite,
        double tableRead,
        double indexWrite,
        double indexRead,
        double insightsWrite,
        double insightsRead,
        int queueRequests,
        int largest) {

    /** Of all that was sent. */
    static Units of(List<Exchange> exchanges) {
        Sum sum = new Sum(Objects.requireNonNull(System.getenv("INSIGHTS_TABLE")));
        Charge charge = new Charge(sum);
        exchanges.forEach(charge::add);
        return sum.units();
    }

    /** Whether both send and are charged the same; bytes may differ within a kilobyte. */
    public boolean isSame(Units other) {
        return withoutBytes().equals(other.withoutBytes());
    }

    /** What is more than in the other. */
    Units minus(Units other) {
        return new Units(
                requests - other.requests,
                items - other.items,
                tableWrite - other.tableWrite,
                tableRead - other.tableRead,
                indexWrite - other.indexWrite,
                indexRead - other.indexRead,
                insightsWrite - other.insightsWrite,
                insightsRead - other.insightsRead,
                queueRequests - other.queueRequests,
                largest);
    }

    /** A part of it, where it has so many parts that are alike. */
    Units dividedBy(int parts) {
        return new Units(
                requests / parts,
                items / parts,
                tableWrite / parts,
                tableRead / parts,
                indexWrite / parts,
                indexRead / parts,
                insightsWrite / parts,
                insightsRead / parts,
                queueRequests / parts,
                largest);
    }

    /** As one process tells another. */
    String text() {
        return Stream.of(
                        requests,
                        items,
                        tableWrite,
                        tableRead,
                        indexWrite,
                        indexRead,
                        insightsWrite,
                        insightsRead,
                        queueRequests,
                        largest)
                .map(Units::plain)
                .collect(Collectors.joining(" "));
    }

    /** Reads {@link #text}. */
    static Units parse(String text) {
        double[] numbers =
                Stream.of(text.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
        return new Units(
                (int) numbers[0],
                (int) numbers[1],
                numbers[2],
                numbers[3],
                numbers[4],
                numbers[5],
                numbers[6],
                numbers[7],
                (int) numbers[8],
                (int) numbers[9]);
    }

    private static String plain(Number number) {
        return new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number.doubleValue());
    }

    private Units withoutBytes() {
        return new Units(
                requests,
                items,
                tableWrite,
                tableRead,
                indexWrite,
                indexRead,
                insightsWrite,
                insightsRead,
                queueRequests,
                0);
    }

    /** Units while they are added up. */
    static final class Sum {

        private final String insights;
        int requests;
        double indexWrite;
        double indexRead;
        int queueRequests;
        private int items;
        private double tableWrite;
        private double tableRead;
        private double insightsWrite;
        private double insightsRead;
        private int largest;

        Sum(String insights) {
            this.insights = insights;
        }

        void read(String table, double units) {
            if (table.equals(insights)) {
                insightsRead += units;
            } else {
                tableRead += units;
            }
        }

        void write(String table, double units, int bytes) {
            items++;
            largest = Math.max(largest, bytes);
            if (table.equals(insights)) {
                insightsWrite += units;
            } else {
                tableWrite += units;
            }
        }

        Units units() {
            return new Units(
                    requests,
                    items,
                    tableWrite,
                    tableRead,
                    indexWrite,
                    indexRead,
                    insightsWrite,
                    insightsRead,
                    queueRequests,
                    largest);
        }
    }
}
