package dev.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.points.MemberId;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Profiles as this build and the one before have written them. */
class ProfileItemTest {

    private static final Instant NOW = Books.NOW;
    private static final Identifier CARD = new Identifier(Identifier.Type.CARD_NUMBER, "9004512345678904");

    private final Books books = Books.open();

    @Test
    void aProfileWithEverythingIsReadBackAsItWasWritten() {
        Profile whole = new Profile(
                MemberIds.draw(),
                7,
                "Robin Roe",
                "de-DE",
                LocalDate.parse("1990-02-28"),
                Map.of(
                        "news",
                        new Profile.Consent(true, NOW, "web"),
                        "post",
                        new Profile.Consent(false, NOW, "office")),
                List.of(
                        new Profile.Known("a", CARD, null, NOW),
                        new Profile.Known("b", new Identifier(Identifier.Type.PHONE, "+4930123456"), NOW, null)));

        assertThat(ProfileItem.read(whole.member(), ProfileItem.write(whole))).isEqualTo(whole);
    }

    @Test
    void aProfileWithNothingButACardIsReadBackAsItWasWritten() {
        Profile bare = Profile.joining(MemberIds.draw(), null, null, List.of(CARD));

        assertThat(ProfileItem.read(bare.member(), ProfileItem.write(bare))).isEqualTo(bare);
    }

    @Test
    void aProfileOfTheFirstFormatHasAllThatItHadAndNoVersion() {
        MemberId member = MemberIds.draw();

        Profile read = ProfileItem.read(
                member,
                first(member)
                        .put("name", "Robin Roe")
                        .put("locale", "de")
                        .put("phone", "+4930123456")
                        .put("email", "robin@example.com")
                        .put("externalId", "web:17"));

        assertThat(read.version()).isZero();
        assertThat(read.name()).isEqualTo("Robin Roe");
        assertThat(read.locale()).isEqualTo("de");
        assertThat(read.cardNumber()).contains(CARD.value());
        assertThat(read.identifiers())
                .extracting(Profile.Known::identifier)
                .containsExactly(
                        CARD,
                        new Identifier(Identifier.Type.PHONE, "+4930123456"),
                        new Identifier(Identifier.Type.EMAIL, "robin@example.com"),
                        new Identifier(Identifier.Type.EXTERNAL_ID, "web:17"));
        assertThat(ProfileItem.read(member, ProfileItem.write(read))).isEqualTo(read);
    }

    @Test
    void aProfileOfTheFirstFormatIsOfTheSecondAfterItsFirstChange() {
        MemberId member = books.enrol(Books.freshPhone());
        Profile before = asTheFirst(member);

        Profiles.Changed changed =
                profiles().add(member, new Identifier(Identifier.Type.EMAIL, Books.freshId() + "@example.com"));

        assertThat(changed).isInstanceOf(Profiles.Changed.Done.class);
        Item item = books.members.get(Keys.profile(member.value())).orElseThrow();
        assertThat(item.number("format")).isEqualTo(2);
        assertThat(item.number("version")).isEqualTo(1);
        assertThat(item.attributes()).doesNotContainKeys("cardNumber", "phone");
        Profile after = books.directory.profile(member).orElseThrow();
        assertThat(after.identifiers()).hasSize(3).containsAll(before.identifiers());
    }

    @Test
    void theIdentifiersOfAProfileOfTheFirstFormatAreBlockedAndRemoved() {
        String phone = Books.freshPhone();
        MemberId member = books.enrol(phone);
        MemberName byPhone = new MemberName.ByIdentifier(new Identifier(Identifier.Type.PHONE, phone));
        asTheFirst(member);

        assertThat(profiles().block(member, Identifier.Type.PHONE, "first", true))
                .isInstanceOf(Profiles.Changed.Done.class);
        assertThat(books.directory.named(byPhone)).isEqualTo(new Directory.Blocked(member, Identifier.Type.PHONE));
        assertThat(profiles().remove(member, Identifier.Type.PHONE, "first")).isInstanceOf(Profiles.Changed.Done.class);
        assertThat(books.directory.named(byPhone)).isEqualTo(new Directory.Nobody());
    }

    @Test
    void aMemberWithAProfileOfTheFirstFormatIsErased() {
        String phone = Books.freshPhone();
        MemberId member = books.enrol(phone);
        asTheFirst(member);

        Desk.open().erase(member);

        assertThat(books.directory.profile(member)).isEmpty();
        assertThat(books.directory.named(new MemberName.ByIdentifier(new Identifier(Identifier.Type.PHONE, phone))))
                .isEqualTo(new Directory.Nobody());
    }

    @Test
    void aProfileOfALaterFormatIsNotGuessedAt() {
        MemberId member = MemberIds.draw();

        assertThatThrownBy(() -> ProfileItem.read(member, first(member).put("format", 3)))
                .hasMessageContaining("format");
    }

    private Profiles profiles() {
        return new Profiles(books.database, books.tables, books.directory, () -> NOW);
    }

    /** Replaces a member's profile by what the build before would have put. */
    private Profile asTheFirst(MemberId member) {
        Profile profile = books.directory.profile(member).orElseThrow();
        Item item = Item.with(Keys.profile(member.value()))
                .put("format", 1)
                .put("cardNumber", profile.cardNumber().orElseThrow());
        profile.identifiers().stream()
                .map(Profile.Known::identifier)
                .filter(identifier -> identifier.type() == Identifier.Type.PHONE)
                .forEach(identifier -> item.put("phone", identifier.value()));
        books.database.put(books.tables.members(), item);
        return books.directory.profile(member).orElseThrow();
    }

    private static Item first(MemberId member) {
        return Item.with(Keys.profile(member.value())).put("format", 1).put("cardNumber", CARD.value());
    }

    @Test
    void theCardThatIsShownIsTheFirstThatIsNotBlocked() {
        Identifier other = new Identifier(Identifier.Type.CARD_NUMBER, "7731");
        Profile.Known lost = new Profile.Known("a", CARD, null, NOW);
        Profile profile = Profile.joining(MemberIds.draw(), null, null, List.of());

        assertThat(profile.with(lost).cardNumber()).isEqualTo(Optional.empty());
        assertThat(profile.with(lost).with(Profile.Known.fresh(other, NOW)).cardNumber())
                .contains("7731");
    }
}
