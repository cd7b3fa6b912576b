package dev.kexbench.loadgen.run;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.DatagramExchange;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.loadgen.client.ClientPopulation;
import dev.kexbench.loadgen.client.ClientTransport;
import dev.kexbench.loadgen.client.DatagramTransport;
import dev.kexbench.loadgen.client.Generator;
import dev.kexbench.loadgen.client.LoopSettings;
import dev.kexbench.loadgen.client.ReturningClients;
import dev.kexbench.loadgen.cluster.Assignment;
import dev.kexbench.loadgen.cluster.LocalAgent;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.plan.ResumptionPlan;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.machine.CoreWatch;
import dev.kexbench.results.machine.ListeningProcesses;
import dev.kexbench.results.render.Numbers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The load of a run: how many handshakes when, and by which exchange and crypto of the clients. */
public record ClientLoad(LoadPlan plan, Exchange exchange, CryptoBackend backend) {
  /**
   * A load whose plan is adapted to its exchange.
   *
   * @throws CommandFailure with exit code 2 if the exchange does not support the plan
   */
  public static ClientLoad fitted(LoadPlan plan, Exchange exchange, CryptoBackend backend) {
    return new ClientLoad(new ExchangeConstraints(exchange).fitted(plan), exchange, backend);
  }

  /** The same load with another plan. */
  ClientLoad with(LoadPlan other) {
    return new ClientLoad(other, exchange, backend);
  }

  /** An agent of this process that generates it. */
  public LocalAgent agent(String name, Assignment assignment) {
    LoopSettings loops =
        new LoopSettings(
            assignment.targets().stream().map(HostPort::parse).map(ClientLoad::socket).toList(),
            population(assignment),
            plan.clients().policy(plan.timeout().toNanos()),
            plan.loops().transport());
    Generator generator = new Generator(plan.threads(), loops, plan::loopSeed);
    return new LocalAgent(name, generator, cores(loops.targets()));
  }

  /** A watch of this process's cores, unless a server on this machine cannot be identified. */
  private static Optional<CoreWatch> cores(List<InetSocketAddress> targets) {
    List<Integer> ports =
        targets.stream()
            .filter(target -> target.getAddress() != null)
            .filter(target -> isHere(target.getAddress()))
            .map(InetSocketAddress::getPort)
            .toList();
    Set<Long> servers = ports.isEmpty() ? Set.of() : ListeningProcesses.on(ports);
    return ports.isEmpty() || !servers.isEmpty()
        ? Optional.of(CoreWatch.generator(servers))
        : Optional.empty();
  }

  private static boolean isHere(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false; // without interfaces there is no address of this machine
    }
  }

  private static InetSocketAddress socket(HostPort of) {
    return new InetSocketAddress(of.host(), of.port());
  }

  private ClientPopulation population(Assignment assignment) {
    boolean admission = assignment.admission();
    Mix mix = plan.clients().mix().withAdmission(admission);
    if (!admission && mix.classes().contains(ClientClass.BAD_ADMISSION)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--mix bad-admission needs a server that asks for admission tags: add --admission, or"
              + " --clients with admission keys");
    }
    return new ClientPopulation(
        transport(assignment),
        assignment.clients(),
        UnknownClients.some(admission),
        mix,
        plan.clients().returning().map(this::returning));
  }

  /**
   * An exchange that resumes in one way only is not asked for another: TLS 1.2 has no agreement.
   */
  private ReturningClients returning(ResumptionPlan resumption) {
    boolean chooses = exchange instanceof StreamExchange stream && stream.resumesInBothModes();
    return new ReturningClients(
        resumption.share(),
        chooses && resumption.modeOrDefault() == ResumptionPlan.Mode.RESUME_DHE,
        !plan.warmup().isZero(),
        System::currentTimeMillis);
  }

  private ClientTransport transport(Assignment assignment) {
    CryptoChoice crypto = new CryptoChoice(backend, PoolKind.THREAD_LOCAL, plan.threads());
    ExchangeContext context =
        new ExchangeContext(System::currentTimeMillis, new SecureRandom(), StageTimer.NONE);
    ClientSetup setup = new ClientSetup(assignment.server(), crypto, context);
    try {
      return exchange instanceof DatagramExchange datagrams
          ? new DatagramTransport(datagrams.client(setup))
          : ClientTransport.of(((StreamExchange) exchange).client(setup));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, e.getMessage() + "; choose another with -x", e);
    }
  }

  /** The exchange and its crypto, as {@code kx1-rsa2048 with accp 2.5.0}. */
  String clients() {
    return exchange.name() + " with " + backend.label();
  }

  /** Arrivals, duration and warm-up, as {@code 64 in flight, 10 s after 5 s of warm-up}. */
  String shape() {
    return "%s, %s after %s of warm-up"
        .formatted(
            plan.openLoop() ? arrivals() : count(plan.concurrency()) + " in flight",
            plan.count().isPresent()
                ? count(plan.count().getAsLong()) + " handshakes"
                : Numbers.exact(plan.duration()),
            plan.untilSettled()
                ? "at most " + Numbers.exact(plan.warmup())
                : Numbers.exact(plan.warmup()));
  }

  private String arrivals() {
    return "%s arrivals, %s%s per second"
        .formatted(
            plan.arrivals().label(),
            plan.findMax().map("highest rate with %s from "::formatted).orElse(""),
            plan.rate().orElseThrow().label());
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
