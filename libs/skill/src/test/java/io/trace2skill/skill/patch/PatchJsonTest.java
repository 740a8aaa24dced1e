// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.skill.patch.ReadPatch.Problem;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchJsonTest {

  private final PatchJson json = new PatchJson();

  @Test
  void readsThePatchesOfTheReferencePipeline() throws PatchJsonException {
    ReadPatch read =
        json.read(
            """
            {"reasoning": "why",
             "edits": [
               {"file": "SKILL.md", "op": "replace_in_section", "target_section": "## A",
                "old_text": "x", "content": "y", "target_text": null},
               {"file": "SKILL.md", "op": "add_section", "content": "## B", "after_section": "A"},
               {"file": "SKILL.md", "op": "insert_after", "target_text": "t", "content": "c"}],
             "changelog_entries": ["Changed A"]}
            """);

    assertThat(read)
        .isEqualTo(
            new ReadPatch(
                "why",
                List.of(
                    Edit.of("SKILL.md", EditOp.REPLACE_IN_SECTION)
                        .withTargetSection("## A")
                        .withOldText("x")
                        .withContent("y"),
                    Edit.of("SKILL.md", EditOp.ADD_SECTION)
                        .withContent("## B")
                        .withAfterSection("A"),
                    Edit.of("SKILL.md", EditOp.INSERT_AFTER).withTargetText("t").withContent("c")),
                List.of("Changed A"),
                List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "create_file, CREATE",
    "createFile, CREATE",
    "deleteFile, DELETE_FILE",
    "delete_file, DELETE_FILE"
  })
  void readsTheAliasesOfOperations(String name, EditOp op) throws PatchJsonException {
    ReadPatch read =
        json.read("{\"edits\":[{\"file\":\"references/a.md\",\"op\":\"" + name + "\"}]}");

    assertThat(read.edits()).containsExactly(Edit.of("references/a.md", op));
    assertThat(read.problems()).isEmpty();
  }

  @Test
  void writesAPatchThatIsReadBackUnchanged() throws PatchJsonException {
    Edit edit =
        Edit.of("SKILL.md", EditOp.APPEND_TO_SECTION)
            .withTargetSection("Pitfalls")
            .withContent("- \"quoted\"\nand more")
            .withGround(new Ground("tool-error", "KeyError"));
    Patch patch = new Patch("t1", "why", List.of(edit), List.of("line"), Optional.empty());

    String text = json.write(patch);

    assertThat(json.read(text).of("t1", Optional.empty())).isEqualTo(patch);
    assertThat(text)
        .isEqualTo(
            "{\"reasoning\":\"why\",\"edits\":[{\"file\":\"SKILL.md\",\"op\":\"append_to_section\","
                + "\"target_section\":\"Pitfalls\",\"content\":\"- \\\"quoted\\\"\\nand more\","
                + "\"ground\":{\"kind\":\"tool-error\",\"signature\":\"KeyError\"}}],"
                + "\"changelog_entries\":[\"line\"]}");
  }

  @Test
  void oneBadEditDoesNotCostTheOthers() throws PatchJsonException {
    ReadPatch read =
        json.read(
            """
            {"edits": [
               {"file": "SKILL.md", "op": "rewrite"},
               {"op": "delete_section"},
               {"file": "SKILL.md", "op": "add_section", "content": 5},
               "text",
               {"file": "SKILL.md", "op": "delete_section", "target_section": "A", "why": "x"}],
             "changelog_entries": [1, "kept"], "notes": ""}
            """);

    assertThat(read.edits())
        .containsExactly(Edit.of("SKILL.md", EditOp.DELETE_SECTION).withTargetSection("A"));
    assertThat(read.changelog()).containsExactly("kept");
    assertThat(read.problems())
        .extracting(Problem::pointer)
        .containsExactlyInAnyOrder(
            "/notes",
            "/edits/0/op",
            "/edits/1/file",
            "/edits/2/content",
            "/edits/3",
            "/edits/4/why",
            "/changelog_entries/0");
  }

  @Test
  void aPathThatNoEditMayTouchIsReportedAndKeptForTheAccount() throws PatchJsonException {
    ReadPatch read = json.read("{\"edits\":[{\"file\":\"../../evil.md\",\"op\":\"add_section\"}]}");

    assertThat(read.edits()).hasSize(1);
    assertThat(read.problems()).extracting(Problem::pointer).containsExactly("/edits/0/file");
  }

  @Test
  void saysWhereTextStopsBeingAPatch() {
    assertThatThrownBy(() -> json.read("{\"edits\": [\n  {]"))
        .isInstanceOf(PatchJsonException.class)
        .hasMessageStartingWith("line 2, column");
    assertThatThrownBy(() -> json.read("")).isInstanceOf(PatchJsonException.class);
    assertThatThrownBy(() -> json.read("[]")).hasMessageContaining("object");
    assertThatThrownBy(() -> json.read("{}")).hasMessageStartingWith("/edits");
    assertThatThrownBy(() -> json.read("{\"edits\":[]} trailing"))
        .isInstanceOf(PatchJsonException.class);
    assertThatThrownBy(() -> json.read("[".repeat(100_000))).isInstanceOf(PatchJsonException.class);
  }

  @Property(tries = 300)
  void anyTextIsReadOrRefusedWithTheTypedError(@ForAll String text) {
    for (String candidate : List.of(text, "{\"edits\":[{\"op\":\"" + text + "\"}]}")) {
      try {
        assertThat(json.read(candidate)).isNotNull();
      } catch (PatchJsonException e) {
        assertThat(e).hasMessageContaining(": ");
      }
    }
  }

  @Test
  void theHeadingOfANewSectionMayStandBesideItsContent() throws PatchJsonException {
    String beside =
        """
        {"edits":[{"file":"SKILL.md","op":"add_section","target_section":"Checks","content":"- Look."},
        {"file":"SKILL.md","op":"add_section","target_section":"### Dates","content":"- ISO."},
        {"file":"SKILL.md","op":"add_section","target_section":"x","content":"## Names\\n- Short."},
        {"file":"SKILL.md","op":"append_to_section","target_section":"Checks","content":"- Twice."}]}
        """;

    assertThat(new PatchJson().read(beside).edits())
        .extracting(edit -> edit.content().orElseThrow())
        .containsExactly(
            "## Checks\n\n- Look.", "### Dates\n\n- ISO.", "## Names\n- Short.", "- Twice.");
  }
}
