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
import dev.kexbench.loadgen.client.Caller;
import dev.kexbench.loadgen.client.Cast;
import dev.kexbench.loadgen.client.DatagramCaller;
import dev.kexbench.loadgen.client.Generator;
import dev.kexbench.loadgen.client.LaneSetting;
import dev.kexbench.loadgen.cluster.Equipment;
import dev.kexbench.loadgen.cluster.LocalAgent;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.net.InetSocketAddress;
import java.security.SecureRandom;

/** Makes the agent of this process: the generator of a plan, with clients of an exchange. */
record AgentMaker(LoadPlan plan, Exchange exchange, CryptoBackend backend) {
  LocalAgent make(String name, Equipment equipment) {
    LaneSetting lanes =
        new LaneSetting(
            equipment.targets().stream().map(HostPort::parse).map(AgentMaker::socket).toList(),
            cast(equipment),
            plan.clients().conduct(plan.timeout().toNanos()));
    return new LocalAgent(name, new Generator(plan.threads(), lanes, plan::laneSeed));
  }

  private static InetSocketAddress socket(HostPort of) {
    return new InetSocketAddress(of.host(), of.port());
  }

  private Cast cast(Equipment equipment) {
    boolean admission = equipment.admission();
    Mix mix = plan.clients().mix().withAdmission(admission);
    if (!admission && mix.classes().contains(ClientClass.BAD_ADMISSION)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--mix bad-admission needs a server that asks for admission tags: add --admission, or"
              + " --clients with admission keys");
    }
    return new Cast(caller(equipment), equipment.clients(), Strangers.some(admission), mix);
  }

  private Caller caller(Equipment equipment) {
    CryptoChoice crypto = new CryptoChoice(backend, PoolKind.THREAD_LOCAL, plan.threads());
    Surroundings surroundings =
        new Surroundings(System::currentTimeMillis, new SecureRandom(), StageTimer.NONE);
    ClientSetup setup = new ClientSetup(equipment.key(), crypto, surroundings);
    try {
      return exchange instanceof DatagramExchange datagrams
          ? new DatagramCaller(datagrams.client(setup))
          : Caller.of(((StreamExchange) exchange).client(setup));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, e.getMessage() + "; choose another with -x", e);
    }
  }
}
