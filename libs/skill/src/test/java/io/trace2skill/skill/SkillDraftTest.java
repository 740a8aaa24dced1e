// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.skill.validate.SkillValidator;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SkillDraftTest {

  @Test
  void aDraftIsFrontMatterAndATitleAndValidates() {
    SkillDirectory draft =
        SkillDraft.minimal("airline-agent", "Rebooks flights. Use for airlines.");

    assertThat(draft.file("SKILL.md"))
        .contains(
            """
            ---
            name: airline-agent
            description: Rebooks flights. Use for airlines.
            ---

            # Airline agent
            """);
    assertThat(new SkillValidator().validate(draft, "airline-agent")).isEmpty();
  }

  @Test
  void namesAndDescriptionsThatYamlWouldReadOtherwiseAreQuoted() {
    SkillDirectory draft =
        SkillDraft.minimal("123", "Careful: #1 \"rule\"", Map.of("version", "1"));

    assertThat(draft.file("SKILL.md").orElseThrow())
        .startsWith(
            """
            ---
            name: "123"
            description: "Careful: #1 \\"rule\\""
            metadata:
              version: "1"
            ---
            """);
    assertThat(new SkillValidator().validate(draft, "123")).isEmpty();
  }

  @Test
  void whatNoSkillMayBeCalledIsRefused() {
    for (String name : new String[] {"", "Upper", "a--b", "-a", "a_b", "a".repeat(65)}) {
      assertThatThrownBy(() -> SkillDraft.minimal(name, "fine"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("lower-case");
    }
    for (String description : new String[] {" ", "a <b>", "a".repeat(1025)}) {
      assertThatThrownBy(() -> SkillDraft.minimal("a", description))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("description");
    }
  }
}
