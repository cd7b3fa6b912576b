package dev.kexbench.loadgen;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.DatagramExchange;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.exchange.Surroundings;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.loadgen.client.Caller;
import dev.kexbench.loadgen.client.Cast;
import dev.kexbench.loadgen.client.DatagramCaller;
import dev.kexbench.loadgen.client.Generator;
import dev.kexbench.loadgen.client.LaneSetting;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.Condition;
import dev.kexbench.results.report.LoadReport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** One load test of one target: makes the generator, runs it, reports. */
final class Loadtest {
  static final String LATENCY_LOG = "latency.hlog";

  private final LoadPlan plan;
  private final Exchange exchange;
  private final CryptoBackend backend;
  private final Target target;

  Loadtest(LoadPlan plan, Exchange exchange, CryptoBackend backend, Target target) {
    this.plan = new ExchangeFit(exchange).fitted(plan);
    this.exchange = exchange;
    this.backend = backend;
    this.target = target;
  }

  /**
   * What surrounds a run.
   *
   * @param folder where its files go
   */
  record Outside(LoadtestRun.Watch watch, Path folder) {}

  LoadReport run(PlanRecord record, List<Condition> failIf, Outside outside)
      throws IOException, InterruptedException {
    Progress progress = outside.watch().progress();
    progress.say(opening(record));
    Caller caller = caller();
    LaneSetting lanes = laneSetting(record, caller);
    try (Generator generator = new Generator(plan.threads(), lanes, plan.seed())) {
      Function<LoadPlan, RunReport.Setting> setting =
          each ->
              new RunReport.Setting(
                  record.title(),
                  record.of(each, exchange, new PlanRecord.Crypted(backend, caller.elsewhere())),
                  record.cores(),
                  generator.transport(),
                  record.targets().ownServer(),
                  target.address().loopback(),
                  target.gone(),
                  failIf);
      Session session = new Session(target, generator, outside, setting);
      return plan.findMax().isPresent()
          ? new FindMax(plan, session, progress).report()
          : session.whole(plan);
    }
  }

  private LaneSetting laneSetting(PlanRecord record, Caller caller) {
    var address = new InetSocketAddress(target.address().host(), target.address().port());
    return new LaneSetting(
        address, cast(record, caller), plan.clients().conduct(plan.timeout().toNanos()));
  }

  private Cast cast(PlanRecord record, Caller caller) {
    List<ClientCredentials> enrolled = clients(record);
    boolean admission = enrolled.get(0).admission().isPresent();
    Mix mix = plan.clients().mix().withAdmission(admission);
    if (!admission && mix.classes().contains(ClientClass.BAD_ADMISSION)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--mix bad-admission needs a server that asks for admission tags: add --admission, or"
              + " --clients with admission keys");
    }
    return new Cast(caller, enrolled, Strangers.some(admission), mix);
  }

  private Caller caller() {
    CryptoChoice crypto = new CryptoChoice(backend, PoolKind.THREAD_LOCAL, plan.threads());
    Surroundings surroundings =
        new Surroundings(System::currentTimeMillis, new SecureRandom(), StageTimer.NONE);
    try {
      ClientSetup setup = new ClientSetup(target.key(), crypto, surroundings);
      return exchange instanceof DatagramExchange datagrams
          ? new DatagramCaller(datagrams.client(setup))
          : Caller.of(((StreamExchange) exchange).client(setup));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, e.getMessage() + "; choose another with -x", e);
    }
  }

  /** An own server that does not check the admission part is not sent one. */
  private List<ClientCredentials> clients(PlanRecord record) {
    if (!record.targets().ownServer() || record.server().admission()) {
      return target.clients();
    }
    return target.clients().stream()
        .map(each -> new ClientCredentials(each.id(), each.root(), Optional.empty(), each.name()))
        .toList();
  }

  private String opening(PlanRecord record) {
    return String.format(
        Locale.ROOT,
        "%s with %s at %s: %s, %s after %s of warm-up; cores %s",
        exchange.name(),
        backend.label(),
        target.address(),
        shape(),
        plan.count().isPresent()
            ? String.format(Locale.ROOT, "%,d handshakes", plan.count().getAsLong())
            : plan.duration().toMillis() / 1e3 + " s",
        plan.untilSettled()
            ? "at most " + plan.warmup().toSeconds() + " s"
            : plan.warmup().toMillis() / 1e3 + " s",
        record.cores().label());
  }

  private String shape() {
    return plan.openLoop()
        ? String.format(
            Locale.ROOT,
            "%s arrivals, %s%s per second",
            plan.arrivals().label(),
            plan.findMax().map("highest rate with %s from "::formatted).orElse(""),
            plan.rate().get().label())
        : String.format(Locale.ROOT, "%,d in flight", plan.concurrency());
  }
}
