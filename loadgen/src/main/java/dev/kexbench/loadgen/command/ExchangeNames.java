package dev.kexbench.loadgen.command;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.exchange.Exchange;
import java.util.Iterator;

/** The names of all exchanges: what the shell completes where an option takes one. */
public final class ExchangeNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Catalogue.all().stream().map(Exchange::name).iterator();
  }
}
