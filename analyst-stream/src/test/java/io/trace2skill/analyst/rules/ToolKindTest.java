// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ToolKindTest {

  @ParameterizedTest
  @CsvSource({
    "get_order,READ",
    "listOrders,READ",
    "mcp__shop__create_issue,WRITE",
    "update_order,WRITE",
    "orders.cancel,WRITE",
    "str_replace_editor,WRITE",
    "python,OTHER",
    "calculate,OTHER",
    "'',OTHER",
  })
  void followsTheFirstVerbInTheName(String tool, ToolKind kind) {
    assertThat(ToolKind.of(tool)).isEqualTo(kind);
  }

  @Test
  void toolsShareASubjectWhenTheirNamesShareANoun() {
    assertThat(ToolKind.sameSubject("get_order", "update_order")).isTrue();
    assertThat(ToolKind.sameSubject("get_reservation_details", "update_reservation_flights"))
        .isTrue();
    assertThat(ToolKind.sameSubject("get_user_details", "update_order_details")).isFalse();
    assertThat(ToolKind.sameSubject("read", "write")).isFalse();
  }
}
