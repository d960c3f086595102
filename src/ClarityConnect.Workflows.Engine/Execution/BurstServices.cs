using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Scripting;
using ClarityConnect.Workflows.Engine.Secrets;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <summary>What every burst works with.</summary>
internal sealed record BurstServices(
    TimeProvider Time,
    IdGenerator Ids,
    ScriptRunnerPool Scripts,
    PayloadLoader Payloads,
    ConnectionDirectory Connections,
    SecretDirectory Secrets,
    Committer Committer,
    RetryOptions Retry,
    Random Random,
    IServiceProvider Provider,
    ILogger Logger);
