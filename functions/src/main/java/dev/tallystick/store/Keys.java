package dev.tallystick.store;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every key of every table, spelled here and nowhere else. */
public record Keys(String pk, String sk) {

    public static final String PK = "pk";
    public static final String SK = "sk";
    private static final String MEMBER = "MEMBER#";
    private static final String NO_TERMINAL = "#";
    private static final String ACCOUNT = "ACCOUNT";
    private static final String PROFILE = "PROFILE";

    public static final String STATEMENT_INDEX = "Statement";
    public static final String DUE_INDEX = "Due";
    public static final String DUE_SHARD = "dueShard";
    public static final String DUE_AT = "dueAt";

    // Ledger

    public static final String ACTIVATION = "ACTIVATION#";
    public static final String EXPIRY = "EXPIRY#";
    public static final String ERASURE = "ERASURE#";

    /** An entry of an operation: its partition, and the step within the operation. */
    public static Keys entry(String partition, int step) {
        return new Keys(partition, "%04d".formatted(step));
    }

    /** The entry that the day of pending points makes. */
    public static Keys activation(String memberId, String day, String lot) {
        return new Keys(ACTIVATION + memberId, day + "#" + lot);
    }

    /** The entry that a lot's end makes. */
    public static Keys expiry(String memberId, String lot) {
        return new Keys(EXPIRY + memberId, lot);
    }

    /** The entry that ends a member. */
    public static Keys erasure(String memberId) {
        return new Keys(ERASURE + memberId, "ERASURE");
    }

    // Members

    /** Everything of a member lies together: the account, and all that is personal. */
    public static String member(String memberId) {
        return MEMBER + memberId;
    }

    public static Keys account(String memberId) {
        return new Keys(MEMBER + memberId, ACCOUNT);
    }

    /** Whose account an item with these keys is, if it is one. */
    public Optional<String> accountOf() {
        return sk.equals(ACCOUNT) && pk.startsWith(MEMBER)
                ? Optional.of(pk.substring(MEMBER.length()))
                : Optional.empty();
    }

    public static Keys profile(String memberId) {
        return new Keys(MEMBER + memberId, PROFILE);
    }

    /** Whether an item of a member is neither the account nor the profile: then erasing the member takes it with it. */
    public boolean isBesideProfile() {
        return !sk.equals(ACCOUNT) && !sk.equals(PROFILE);
    }

    /** Where a wallet is open; one query reads account, devices and profile. */
    public static Keys devices(String memberId) {
        return new Keys(MEMBER + memberId, "DEVICES");
    }

    /** What the retailer wrote about an entry; personal, like the profile, and behind it, so that the wallet's query ends before. */
    public static Keys note(String memberId, String entryId) {
        return new Keys(MEMBER + memberId, "PROFILE#NOTE#" + entryId);
    }

    public static Keys identifier(String type, String keyVersion, String keyedHash) {
        return new Keys("ID#" + type + "#" + keyVersion + "#" + keyedHash, "MEMBER");
    }

    public static Keys source(String id) {
        return new Keys("SOURCE#" + id, "SOURCE");
    }

    public static Keys client(String keyId) {
        return new Keys("CLIENT#" + keyId, "CLIENT");
    }

    /** The sources as a list, in the order of their ids. */
    public static final String SOURCES = "SOURCES";

    /** The API keys as a list, in the order of their ids. */
    public static final String CLIENTS = "CLIENTS";

    public static Keys listedSource(String id) {
        return new Keys(SOURCES, id);
    }

    /** Where a key stands in the list, with the day of its last use; what the key may do is not there. */
    public static Keys listedClient(String keyId) {
        return new Keys(CLIENTS, keyId);
    }

    /** How much of a key's rate is taken in a minute. */
    public static Keys rate(String keyId, Instant minute) {
        return new Keys("RATE#" + keyId, minute.toString());
    }

    /** A refund that waits for its purchase. */
    public static Keys waiting(String purchase, String refund) {
        return new Keys(waiting(purchase), refund);
    }

    /** The refunds that wait for a purchase lie together. */
    public static String waiting(String purchase) {
        return "WAITING#" + purchase;
    }

    /** A batch of a source; those of its tills that have the same id lie together. */
    public static Keys batch(String source, @Nullable String terminal, String batchId) {
        return new Keys(batches(source, batchId), terminal == null ? NO_TERMINAL : terminal);
    }

    /** The batches of a source and its tills that have this id. */
    public static String batches(String source, String batchId) {
        return "BATCH#" + source + ":" + batchId;
    }

    /** What a row of a batch came to. */
    public static Keys row(String batch, int index) {
        return new Keys(rows(batch), "%04d".formatted(index));
    }

    /** The rows of a batch lie together. */
    public static String rows(String batch) {
        return "ROWS#" + batch;
    }

    public static Keys currentProgram() {
        return new Keys("PROGRAM", "CURRENT");
    }

    public static Keys programVersion(int version) {
        return new Keys("PROGRAM", "VERSION#" + version);
    }

    /** The webhooks: in the Members table what each is, in the Insights table how far each has come. */
    public static final String WEBHOOKS = "WEBHOOKS";

    public static Keys webhook(String webhookId) {
        return new Keys(WEBHOOKS, webhookId);
    }

    /** What every webhook that is made meets, so that there are never too many. */
    public static Keys webhookGuard() {
        return new Keys("WEBHOOK_GUARD", "WEBHOOK_GUARD");
    }

    // Insights

    /** What was sent to a webhook, in the order of the feed. */
    public static Keys delivery(String webhookId, long chunk, int index) {
        return new Keys(deliveries(webhookId), "%012d:%05d".formatted(chunk, index));
    }

    public static String deliveries(String webhookId) {
        return "DELIVERIES#" + webhookId;
    }

    public static Keys trialBalance() {
        return new Keys("TRIAL_BALANCE", "TRIAL_BALANCE");
    }

    /** Days at sources. */
    public static final String DAILY = "DAILY#";

    /** Days of ways between the channels. */
    public static final String JOURNEYS = "JOURNEYS#";

    /**
     * Figures of a day.
     *
     * @param kind {@link #DAILY} or {@link #JOURNEYS}
     * @param generation from 1 on; the figures are counted anew in the next one
     * @param name what they are of
     */
    public static Keys figures(String kind, long generation, LocalDate day, String name) {
        return new Keys(figuresOf(kind, generation, YearMonth.from(day)), day + "#" + name);
    }

    /** The figures of a month's days lie together. */
    public static String figuresOf(String kind, long generation, YearMonth month) {
        return kind + (generation == 1 ? "" : generation + "#") + month;
    }

    /** How far a consumer has taken a shard of the ledger's stream. */
    public static Keys watermark(String consumer, String shardId) {
        return new Keys("WATERMARK#" + consumer + "#" + shardId, "WATERMARK");
    }

    /** What a consumer's queue did not take. */
    public static String kept(String consumer) {
        return "KEPT#" + consumer;
    }

    /** A message that a consumer's queue did not take, in the order of its shard. */
    public static Keys kept(String consumer, String shardId, BigInteger first) {
        return new Keys(kept(consumer), keptOf(shardId) + padded(first));
    }

    /** Behind this come the sort keys of a shard's kept messages. */
    public static String keptOf(String shardId) {
        return shardId + "#";
    }

    private static String padded(BigInteger position) {
        return "%040d".formatted(position);
    }

    /** How many chunks the feed has. */
    public static Keys feed() {
        return new Keys("FEED", "FEED");
    }

    /** A chunk of the feed. Each has a partition of its own, so that no partition has to take all that is appended. */
    public static Keys feedChunk(long number) {
        return new Keys("FEED#" + number, "%012d".formatted(number));
    }

    /** The entries that the relay could not read. */
    public static final String ASIDE = "ASIDE";

    /** An entry that the relay could not read, in the order of its shard. */
    public static Keys aside(String shardId, BigInteger position) {
        return new Keys(ASIDE, shardId + "#" + padded(position));
    }

    /** How far a walk over all members, or all entries, has come. */
    public static Keys checkpoint(String walk) {
        return new Keys("CHECKPOINT#" + walk, "CHECKPOINT");
    }

    /** How far the relay has sent a shard of the ledger's stream to a consumer. */
    public static Keys relayed(String consumer, String shardId) {
        return new Keys("RELAYED#" + consumer + "#" + shardId, "RELAYED");
    }

    /** The keys of an item, of which it may have more than these. */
    public static Keys of(Map<String, AttributeValue> attributes) {
        return new Keys(
                Objects.requireNonNull(attributes.get(PK)).s(),
                Objects.requireNonNull(attributes.get(SK)).s());
    }

    public Map<String, AttributeValue> attributes() {
        return Map.of(PK, AttributeValue.fromS(pk), SK, AttributeValue.fromS(sk));
    }
}
