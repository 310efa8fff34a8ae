package dev.tallystick.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.ledger.Identifier;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

    @ParameterizedTest
    @CsvSource({
        "'+49 30 901820',     FR, +4930901820",
        "'030 901820',        DE, +4930901820",
        "'0049 30 90 18 20',  DE, +4930901820",
        "'(030) 90-1820',     DE, +4930901820",
        "'020 7946 0018',     GB, +442079460018",
    })
    void aPhoneIsOneHoweverItIsWritten(String written, String country, String e164) {
        assertThat(Identifiers.phone(written, country)).contains(new Identifier(Identifier.Type.PHONE, e164));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "110", "+49 30", "+4930901820123456789", "+999 123456", "030 901820 ext. 5"})
    void whatIsNotAPossiblePhoneIsNone(String written) {
        assertThat(Identifiers.phone(written, "DE")).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "' Ada@Example.COM ',    ada@example.com",
        "'u\u0308ber@example.com', \u00fcber@example.com",
        "'J\u030cx@example.com', \u01f0x@example.com",
    })
    void anEmailIsTrimmedComposedAndLowerCase(String written, String one) {
        assertThat(Identifiers.email(written)).contains(new Identifier(Identifier.Type.EMAIL, one));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.com",
                "ada@",
                "a b@example.com",
                "ada@example..com",
                "a@b@c",
                "a\u200bb@example.com"
            })
    void whatIsNotAnEmailIsNone(String written) {
        assertThat(Identifiers.email(written)).isEqualTo(Optional.empty());
    }
}
