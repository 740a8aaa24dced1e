// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.run;

import io.trace2skill.chaos.schedule.FaultKind;
import io.trace2skill.chaos.schedule.PlannedFault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Strikes. One target has one fault at a time: the next one waits until what was taken away is
 * back, which for a broker is when its copies are in sync. Thread-safe.
 */
final class FaultInjector {

  private static final Duration SYNC_PATIENCE = Duration.ofMinutes(2);

  private final Deployment deployment;
  private final ReentrantLock brokerLock = new ReentrantLock();
  private final ReentrantLock modelLock = new ReentrantLock();
  private final List<StruckFault> struck = new ArrayList<>();

  FaultInjector(Deployment deployment) {
    this.deployment = deployment;
  }

  /** Returns what was done so far, in the order of its end. */
  List<StruckFault> struck() {
    synchronized (struck) {
      return List.copyOf(struck);
    }
  }

  /** Does what is planned, and returns when it is over. */
  void strike(PlannedFault fault) throws IOException, InterruptedException {
    switch (fault.kind().target()) {
      case INSTANCE -> strikeInstance(fault);
      case BROKER -> strikeBroker(fault);
      case MODEL -> strikeModel(fault);
    }
  }

  private void strikeInstance(PlannedFault fault) throws IOException, InterruptedException {
    Instance instance = deployment.instances().get(fault.target());
    instance.lock().lockInterruptibly();
    try {
      Blow blow = new Blow(fault, instance.name(), EnumSet.of(instance.role()));
      if (fault.kind() == FaultKind.JOIN) {
        join(fault, instance.role());
        blow.landed("");
      } else if (!instance.isAlive()) {
        blow.missed("it had ended by itself");
      } else if (fault.kind() == FaultKind.DISK_FULL && instance.disk().obstacle().isPresent()) {
        blow.missed(instance.disk().obstacle().orElse(""));
      } else {
        blow.landed(strike(fault, instance));
      }
    } finally {
      instance.lock().unlock();
    }
  }

  private String strike(PlannedFault fault, Instance instance)
      throws IOException, InterruptedException {
    String note = "";
    switch (fault.kind()) {
      case KILL -> instance.kill();
      case MOVE -> {
        instance.kill();
        instance.move();
      }
      case TERMINATE -> note = terminated(instance);
      case PAUSE -> {
        instance.pause();
        sleep(fault.lasts());
        instance.resume();
        return "";
      }
      case DISK_FULL -> {
        instance.disk().fill();
        sleep(fault.lasts());
        instance.disk().free();
        return instance.isAlive() ? "lived" : "ended with exit code " + instance.exitCode();
      }
      default -> throw new IllegalArgumentException("not for an instance: " + fault.kind());
    }
    sleep(fault.lasts());
    instance.start();
    return note;
  }

  private static String terminated(Instance instance) {
    long begin = System.nanoTime();
    boolean clean = instance.terminate();
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    return clean
        ? "stopped in %d ms with exit code %d".formatted(took, instance.exitCode())
        : "did not stop and was killed";
  }

  private void join(PlannedFault fault, Role role) throws IOException, InterruptedException {
    try (Instance guest = deployment.instance(role, role.word() + "-guest-" + fault.number())) {
      guest.start();
      sleep(fault.lasts());
    }
  }

  private void strikeBroker(PlannedFault fault) throws IOException, InterruptedException {
    brokerLock.lockInterruptibly();
    try {
      String name = "broker-" + (fault.target() + 1);
      Blow blow = new Blow(fault, name, EnumSet.allOf(Role.class));
      if (fault.kind() == FaultKind.BROKER_KILL) {
        deployment.brokers().kill(fault.target());
      } else {
        deployment.brokers().terminate(fault.target());
      }
      sleep(fault.lasts());
      deployment.brokers().start(fault.target());
      boolean inSync = deployment.brokers().awaitInSync(SYNC_PATIENCE);
      blow.landed(inSync ? "" : "copies are still out of sync");
    } finally {
      brokerLock.unlock();
    }
  }

  private void strikeModel(PlannedFault fault) throws InterruptedException {
    modelLock.lockInterruptibly();
    try {
      Blow blow = new Blow(fault, "model", EnumSet.allOf(Role.class));
      if (fault.kind() == FaultKind.MODEL_OUTAGE) {
        deployment.model().goDown();
        sleep(fault.lasts());
        deployment.model().goUp();
      } else {
        deployment.model().stop();
        sleep(fault.lasts());
        deployment.model().start();
      }
      blow.landed("");
    } finally {
      modelLock.unlock();
    }
  }

  private static void sleep(Duration time) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(time.toMillis());
  }

  /** A fault from its beginning to its entry in the list. */
  private final class Blow {

    private final PlannedFault fault;
    private final String victim;
    private final Set<Role> roles;
    private final Instant at = Instant.now();
    private final int inFlight = deployment.model().inFlight();

    Blow(PlannedFault fault, String victim, Set<Role> roles) {
      this.fault = fault;
      this.victim = victim;
      this.roles = roles;
    }

    void landed(String note) {
      add(true, note);
    }

    void missed(String why) {
      add(false, why);
    }

    private void add(boolean injected, String note) {
      synchronized (struck) {
        struck.add(new StruckFault(fault, victim, roles, at, inFlight, injected, note));
      }
    }
  }
}
