package dev.tallystick.bench.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Sizes as DynamoDB's developer guide tells them. */
class ItemSizeTest {

    @ParameterizedTest
    @CsvSource({"0, 2", "7, 2", "12, 2", "123, 3", "1200, 2", "0.012, 2", "-12, 3", "1234567, 5"})
    void aNumberTakesAByteForTwoSignificantDigitsAndOneMore(String number, int bytes) {
        assertThat(size(AttributeValue.fromN(number))).isEqualTo(bytes);
    }

    @Test
    void textIsUtf8AndBytesAreThemselves() {
        assertThat(size(AttributeValue.fromS("Müller"))).isEqualTo(7);
        assertThat(size(AttributeValue.fromB(SdkBytes.fromByteArray(new byte[32]))))
                .isEqualTo(32);
        assertThat(size(AttributeValue.fromBool(true))).isEqualTo(1);
    }

    @Test
    void mapsAndListsTakeThreeBytesAndOneForEachMember() {
        AttributeValue one = AttributeValue.fromS("a");
        assertThat(size(AttributeValue.fromM(Map.of()))).isEqualTo(3);
        assertThat(size(AttributeValue.fromM(Map.of("b", one)))).isEqualTo(6);
        assertThat(size(AttributeValue.fromL(List.of(one, one)))).isEqualTo(7);
    }

    @Test
    void namesCountAsWell() {
        assertThat(ItemSize.bytes(Map.of("name", AttributeValue.fromS("Robin"))))
                .isEqualTo(9);
    }

    private static int size(AttributeValue value) {
        return ItemSize.bytes(Map.of("", value));
    }
}
