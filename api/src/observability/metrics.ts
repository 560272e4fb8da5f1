import { Counter, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = {
  readonly registry: Registry
  observeRequest(operation: string, status: number, durationMs: number): void
  countCheckIn(outcome: string): void
  setUnsealedFacts(count: number): void
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  const requests = new Histogram({
    name: 'jijiao_request_duration_seconds',
    help: 'Duration of requests by operation and class of status.',
    labelNames: ['operation', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  })
  const checkIns = new Counter({
    name: 'jijiao_check_ins_total',
    help: 'Check-ins by outcome: marked, repeated, or the code of the refusal.',
    labelNames: ['outcome'],
    registers: [registry],
  })
  const unsealed = new Gauge({
    name: 'jijiao_audit_unsealed_facts',
    help: 'Audit facts recorded but not yet sealed into the chain.',
    registers: [registry],
  })
  return {
    registry,
    observeRequest: (operation, status, durationMs) =>
      requests.labels(operation, `${Math.floor(status / 100)}xx`).observe(durationMs / 1_000),
    countCheckIn: (outcome) => checkIns.labels(outcome).inc(),
    setUnsealedFacts: (count) => unsealed.set(count),
  }
}
