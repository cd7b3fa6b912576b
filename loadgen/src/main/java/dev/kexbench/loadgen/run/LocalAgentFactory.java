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
import dev.kexbench.loadgen.cluster.Assignment;
import dev.kexbench.loadgen.cluster.LocalAgent;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.net.InetSocketAddress;
import java.security.SecureRandom;

/** Creates the agent of this process: a plan's generator, with clients of an exchange. */
public record LocalAgentFactory(LoadPlan plan, Exchange exchange, CryptoBackend backend) {
  public LocalAgent make(String name, Assignment assignment) {
    LoopSettings loops =
        new LoopSettings(
            assignment.targets().stream()
                .map(HostPort::parse)
                .map(LocalAgentFactory::socket)
                .toList(),
            population(assignment),
            plan.clients().policy(plan.timeout().toNanos()));
    return new LocalAgent(name, new Generator(plan.threads(), loops, plan::loopSeed));
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
        transport(assignment), assignment.clients(), UnknownClients.some(admission), mix);
  }

  private ClientTransport transport(Assignment assignment) {
    CryptoChoice crypto = new CryptoChoice(backend, PoolKind.THREAD_LOCAL, plan.threads());
    ExchangeContext context =
        new ExchangeContext(System::currentTimeMillis, new SecureRandom(), StageTimer.NONE);
    ClientSetup setup = new ClientSetup(assignment.key(), crypto, context);
    try {
      return exchange instanceof DatagramExchange datagrams
          ? new DatagramTransport(datagrams.client(setup))
          : ClientTransport.of(((StreamExchange) exchange).client(setup));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, e.getMessage() + "; choose another with -x", e);
    }
  }
}
