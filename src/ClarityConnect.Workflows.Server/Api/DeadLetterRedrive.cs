using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Carries out one of the four verbs on a dead letter.</summary>
internal sealed class DeadLetterRedrive(WorkflowRuntime runtime, InstanceRestart restart)
{
    private const string Restart = "Restart";

    /// <returns>Why a request cannot be understood; null if it can.</returns>
    public static string? Refuse(RedriveRequest request) =>
        IsRestart(request) || (Enum.TryParse<RedriveVerb>(request.Verb, ignoreCase: true, out var verb) && Enum.IsDefined(verb))
            ? null
            : $"'{request.Verb}' is not a verb. Use RetryThis, RetryFrom, Skip or Restart.";

    /// <returns>The instance that goes on, or why none does.</returns>
    public async Task<(string? InstanceId, string? Problem)> RunAsync(DeadLetter letter, RedriveRequest request, string by, CancellationToken cancellationToken)
    {
        if (letter.ResolvedAt is not null)
            return (null, $"The dead letter '{letter.Id}' was resolved already ({letter.Resolution}).");
        if (IsRestart(request))
            return await restart.RunAsync(letter, cancellationToken);
        var verb = Enum.Parse<RedriveVerb>(request.Verb!, ignoreCase: true);
        var decision = new RedriveDecision(letter.Id, verb, by, request.ActivityId, request.Outputs, request.Outcomes, request.Variables);
        return await runtime.RedriveAsync(decision, cancellationToken)
            ? (letter.InstanceId, null)
            : (null, $"The instance '{letter.InstanceId}' of the dead letter is not there any longer, or somebody else was faster.");
    }

    private static bool IsRestart(RedriveRequest request) => string.Equals(request.Verb, Restart, StringComparison.OrdinalIgnoreCase);
}
