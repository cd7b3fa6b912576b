package dev.kexbench.loadgen.command;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.EngineChoice;
import dev.kexbench.core.exchange.Exchange;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * The names of all exchanges, of TLS without and with each engine: what the shell completes where
 * an option takes one.
 */
public final class ExchangeNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Stream.concat(
            Catalogue.suites().stream(),
            Catalogue.all(EngineChoice.EVERY).stream().map(Exchange::name))
        .distinct()
        .iterator();
  }
}
