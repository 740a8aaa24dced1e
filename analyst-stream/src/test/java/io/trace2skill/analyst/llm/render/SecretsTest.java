// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.render;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {

  private static final String BODY = "Ab3dEf6hIj9lMn2pQr5tUv8xYz1bCd4fGh7j";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-" + BODY,
        "sk-proj-" + BODY,
        "AKIAIOSFODNN7ABCDEFG",
        "ghp_" + BODY,
        "github_pat_" + BODY,
        "glpat-" + BODY,
        "xoxb-1234567890-" + BODY,
        "AIza" + BODY,
        "hf_" + BODY,
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.c2lnbmF0dXJlLXBhcnQ",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nAAAA\n-----END RSA PRIVATE KEY-----"
      })
  void masksKeysWhereverTheyStand(String key) {
    assertThat(Secrets.mask("before " + key + " after")).isEqualTo("before [secret] after");
    assertThat(Secrets.mask("{\"k\":\"" + key + "\"}")).isEqualTo("{\"k\":\"[secret]\"}");
    assertThat(Secrets.holdsKey(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password=tr0ub4dor&3",
        "password: hunter22",
        "{\"password\": \"hunter22\"}",
        "{\\\"api_key\\\": \\\"hunter22\\\"}",
        "DB_PASSWORD=hunter22",
        "export MY_API_KEY='hunter22'",
        "client_secret=hunter22",
        "Authorization: Bearer hunter22hunter22",
        "\"Authorization\": \"Basic aHVudGVyMjI6aHVudGVyMjI=\"",
        "curl -H 'Authorization: Bearer hunter22hunter22' host",
        "postgres://admin:hunter22@db/ledger"
      })
  void masksWhatIsCalledASecret(String text) {
    assertThat(Secrets.mask(text)).contains("[secret]").doesNotContain("hunter22", "tr0ub4dor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The password is wrong.",
        "password = getpass.getpass()",
        "password=$DB_PASSWORD",
        "api_key=os.environ[\"KEY\"]",
        "max_tokens: 4096",
        "the secret: be patient",
        "task-list and risk-free-approach-to-testing",
        "sk-short",
        "https://example.com/a@b"
      })
  void leavesAloneWhatGivesNothingAway(String text) {
    assertThat(Secrets.mask(text)).isEqualTo(text);
  }

  @Test
  void masksAPrivateKeyWithoutAnEnd() {
    assertThat(Secrets.mask("x\n-----BEGIN PRIVATE KEY-----\nMIIEow")).isEqualTo("x\n[secret]");
  }

  @Property(tries = 300)
  void maskingTwiceIsMaskingOnce(@ForAll String text) {
    String masked = Secrets.mask("password=" + text + " token sk-" + text);

    assertThat(Secrets.mask(masked)).isEqualTo(masked);
  }
}
