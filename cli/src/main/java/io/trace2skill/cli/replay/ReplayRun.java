// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.cli.engine.Engine;
import io.trace2skill.cli.run.BudgetUsedUpException;
import io.trace2skill.cli.run.DataDirectory;
import io.trace2skill.cli.run.Deployment;
import io.trace2skill.cli.run.Evolution;
import io.trace2skill.cli.run.EvolveResult;
import io.trace2skill.cli.run.RunFailedException;
import io.trace2skill.cli.run.RunListener;
import io.trace2skill.cli.run.StopSignal;
import io.trace2skill.cli.run.StoppedException;
import io.trace2skill.cli.run.Stopwatch;
import io.trace2skill.cli.run.Topologies;
import io.trace2skill.journal.CallJournal;
import io.trace2skill.journal.JournalSettings;
import io.trace2skill.schemas.Topics;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * One replay: copies a range of a log of the live deployment into topics of an evolution, and lets
 * the topologies make of it what they make of it. A run that ends early is gone on with by the next
 * one of the same name, from any machine.
 */
public final class ReplayRun {

  private static final String MEMBER = "replay";

  private final ReplaySettings settings;
  private final Live live;
  private final EvolutionNames names;
  private final DataDirectory data;
  private final RunListener listener;
  private final StopSignal stop;
  private final Stopwatch watch = new Stopwatch();

  /**
   * @param data for the stores of the topologies, which the cluster keeps as well
   * @param listener told how it goes
   * @param stop ends the run early
   */
  public ReplayRun(
      ReplaySettings settings,
      Live live,
      DataDirectory data,
      RunListener listener,
      StopSignal stop) {
    this.settings = settings;
    this.live = live;
    this.names = new EvolutionNames(live.topics(), settings.evolution());
    this.data = data;
    this.listener = listener;
    this.stop = stop;
  }

  /**
   * Runs to the end.
   *
   * @throws EvolutionException when there is an evolution of that name with other settings
   * @throws StoppedException when asked to stop; everything is closed then
   * @throws BudgetUsedUpException when the engine's budget is used up; everything is closed then
   * @throws RunFailedException when the cluster or a topology fails, or the model's endpoint
   *     refuses everything
   */
  public EvolveResult run()
      throws EvolutionException,
          StoppedException,
          BudgetUsedUpException,
          RunFailedException,
          InterruptedException {
    listener.phase("starting");
    try (Admin admin = Admin.create(live.clientSettings())) {
      Catalogue catalogue = new Catalogue(live, admin);
      EvolutionEntry entry = new Beginning(settings, live, catalogue, admin).begin();
      try (RemoteCluster cluster = RemoteCluster.open(live, names)) {
        EvolveResult result = evolve(entry, cluster);
        cluster.leave();
        catalogue.put(Ending.of(entry, result));
        return result;
      }
    } catch (ExecutionException e) {
      throw new RunFailedException("the cluster does not answer", e.getCause());
    }
  }

  /** Whoever was told to stop has left; whoever failed may have been replaced by another. */
  private EvolveResult evolve(EvolutionEntry entry, RemoteCluster cluster)
      throws StoppedException,
          BudgetUsedUpException,
          RunFailedException,
          InterruptedException,
          ExecutionException {
    try {
      return evolveOn(entry, cluster);
    } catch (StoppedException | BudgetUsedUpException e) {
      cluster.leave();
      throw e;
    }
  }

  private EvolveResult evolveOn(EvolutionEntry entry, RemoteCluster cluster)
      throws StoppedException,
          BudgetUsedUpException,
          RunFailedException,
          InterruptedException,
          ExecutionException {
    Deployment deployment =
        new Deployment(
            names.analystId(),
            names.mergeId(),
            settings.source() == ReplaySource.TRAJECTORIES,
            Deployment.comingBackAs(MEMBER, data.streams()));
    try (Engine engine = settings.learning().engine().open(data.engine(), this::callJournal);
        Topologies topologies = new Topologies(settings.learning(), cluster, deployment, engine)) {
      topologies.start();
      try (Copier copier = copier(entry, cluster);
          Evolution evolution =
              new Evolution(
                  settings.learning(),
                  cluster,
                  topologies,
                  engine,
                  copier,
                  event -> {},
                  listener,
                  stop,
                  watch)) {
        evolution.begin();
        listener.phase("copying");
        double begun = watch.seconds();
        new Feeding(settings, copier, evolution).run();
        double copied = watch.seconds() - begun;
        evolution.learn(() -> true);
        return evolution.result(copied);
      }
    }
  }

  /** The live one, so that what was answered there is not bought again. */
  private CallJournal callJournal() {
    return CallJournal.open(
        JournalSettings.of(
            live.clientSettings(), live.topics().callJournal(), Topics.MAX_RECORD_BYTES));
  }

  private Copier copier(EvolutionEntry entry, RemoteCluster cluster) {
    String target = settings.source().topic(cluster.topics());
    String log = settings.source().topic(live.topics());
    return new Copier(
        cluster,
        names,
        target,
        () -> new LogReader(live.clientSettings(), names.copyGroup(), log, entry.ends()),
        selection(cluster, target),
        listener,
        stop);
  }

  private Selection selection(RemoteCluster cluster, String target) {
    String skill = settings.learning().skill();
    return settings.source() == ReplaySource.TRAJECTORIES
        ? new TrajectorySelection(live, skill, settings.range(), target)
        : new PatchSelection(
            cluster.serde(AnalysisEvent.class, AnalysisEvent.getClassSchema()),
            skill,
            settings.range(),
            target);
  }
}
