// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CodeUseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      nullValues = "-",
      value = {
        "wb = openpyxl.load_workbook('a.xlsx'); wb.save('b.xlsx') | READ load_workbook, WRITE save",
        "df = pd.read_excel(p) ; df.to_excel(p, index=False) | READ read_excel, WRITE to_excel",
        "with open('a.txt') as f: x = f.read() | READ open, READ read",
        "with open('a.txt', 'w') as f: f.write(x) | WRITE open, WRITE write",
        "open(p, mode='a') | WRITE open",
        "fs.writeFileSync('a', x) | WRITE writeFileSync",
        "sys.stdout.write(x); json.dumps(y); df.to_dict() | -",
        "cat a.csv && grep x b.csv | READ cat, READ grep",
        "echo hi > out.txt | WRITE echo",
        "ls 2>/dev/null; echo 3 | -",
        "sed -i s/a/b/ f.txt; sed -n 1p f.txt | WRITE sed, READ sed",
        "soffice --headless --convert-to xlsx in.xlsx | WRITE soffice",
        "head = 5 | -",
      })
  void knowsReadsAndWritesByName(String code, String uses) {
    String found =
        CodeUse.in(code).stream()
            .map(use -> use.kind() + " " + use.name())
            .reduce((a, b) -> a + ", " + b)
            .orElse("-");

    assertThat(found).isEqualTo(uses == null ? "-" : uses);
  }
}
