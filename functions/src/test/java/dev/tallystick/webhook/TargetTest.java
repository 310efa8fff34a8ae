package dev.tallystick.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be named as a target, and in how many ways one can try to name another. */
class TargetTest {

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.com/tallystick, hooks.example.com, 443, /tallystick, hooks.example.com",
        "https://Hooks.Example.COM, hooks.example.com, 443, /, hooks.example.com",
        "https://hooks.example.com:8443/a/b?c=d&e=%2F, hooks.example.com, 8443, /a/b?c=d&e=%2F, hooks.example.com:8443",
        "https://8.8.8.8/x, 8.8.8.8, 443, /x, 8.8.8.8",
        "https://[2001:4860:4860::8888]:1024/x, 2001:4860:4860::8888, 1024, /x, [2001:4860:4860::8888]:1024"
    })
    void aTargetIsReadOnce(String url, String host, int port, String path, String authority) throws Target.Unfit {
        Target target = Target.of(url, false);

        assertThat(target).isEqualTo(new Target(true, host, port, path));
        assertThat(target.authority()).isEqualTo(authority);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com/",
                "ftp://hooks.example.com/",
                "HTTPS://hooks.example.com/",
                "hooks.example.com",
                "https://",
                "https:///x",
                "https://user@hooks.example.com/",
                "https://user:password@hooks.example.com/",
                "https://@hooks.example.com/",
                "https://hooks.example.com/#part",
                "https://hooks.example.com/a b",
                "https://hooks.example.com/\r\nHost: other",
                "https://hooks.example.com\\@127.0.0.1/",
                "https://hooks.example.com:22/",
                "https://hooks.example.com:0/",
                "https://hooks.example.com:65536/",
                "https://hooks.example.com:-1/",
                "https://hooks_a.example.com/",
                "https://bücher.example.com/",
                "https://hooks.example.com./",
                "https://-a.example.com/",
                "https://intranet/",
                "https://localhost/",
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.1/",
                "https://0177.0.0.1/",
                "https://127.0.0.01/",
                "https://127.0.0.1./",
                "https://1.1.1.1.1/",
                "https://256.1.1.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://10.1.2.3/",
                "https://[::1]/",
                "https://[::]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[64:ff9b::a00:1]/",
                "https://[fe80::1%25eth0]/",
                "https://[fd00:ec2::254]/",
                "https://[2002:7f00:1::]/",
                "https://[1::2::3]/",
                "https://[v1.x]/"
            })
    void whateverElseIsNone(String url) {
        assertThatThrownBy(() -> Target.of(url, false)).isInstanceOf(Target.Unfit.class);
    }

    @Test
    void aTargetIsNotLongerThanAThousandCharacters() throws Target.Unfit {
        String url = "https://hooks.example.com/";
        String longest = url + "x".repeat(Target.LONGEST - url.length());

        assertThat(Target.of(longest, false).path()).hasSize(Target.LONGEST - url.length() + 1);
        assertThatThrownBy(() -> Target.of(longest + "x", false)).isInstanceOf(Target.Unfit.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080/x",
                "http://127.0.0.1:8080/",
                "http://[::1]:8080/",
                "https://localhost:8443/",
                "https://hooks.example.com/"
            })
    void onOnesOwnMachineThatMachineMayBeATarget(String url) throws Target.Unfit {
        assertThat(Target.of(url, true).host()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com/",
                "http://10.0.0.1/",
                "http://169.254.169.254/",
                "https://10.0.0.1/",
                "http://8.8.8.8/",
                "http://localhost:22/",
                "http://intranet/"
            })
    void andNothingElseMoreThanElsewhere(String url) {
        assertThatThrownBy(() -> Target.of(url, true)).isInstanceOf(Target.Unfit.class);
    }
}
