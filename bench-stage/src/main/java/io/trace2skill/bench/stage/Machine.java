// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;

/** What results depend on. */
final class Machine {

  private Machine() {}

  /** Returns processors, load, system and versions. */
  static Map<String, String> describe() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    machine.put("processors", Integer.toString(system.getAvailableProcessors()));
    machine.put("load average", RowTable.text(system.getSystemLoadAverage()));
    machine.put("system", system.getName() + " " + system.getVersion());
    machine.put("java", Runtime.version().toString());
    machine.put("kafka", AppInfoParser.getVersion());
    return machine;
  }
}
