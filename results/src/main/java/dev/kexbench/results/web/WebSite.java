package dev.kexbench.results.web;

/** What a server serves. Called by several threads at a time. */
@FunctionalInterface
public interface WebSite {
  /** The answer to a request; one with status 404 if there is nothing of that path. */
  WebResponse answer(WebRequest request);
}
