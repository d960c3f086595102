using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Recovery;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Cases;

/// <summary>Makes a test case of a run that has ended, with card data masked and personal data replaced.</summary>
/// <param name="reader">Reads the run.</param>
/// <param name="workflows">Knows its activities.</param>
/// <param name="store">Reads large values.</param>
public sealed class CaseRecorder(IInstanceReader reader, CompiledWorkflowCache workflows, IExecutionStore store)
{
    private readonly PayloadLoader payloads = new(store);

    /// <summary>Makes the case.</summary>
    /// <param name="instanceId">The run.</param>
    /// <param name="name">What the case shows.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    /// <exception cref="ActivityException">The run is not there or has not ended, or not enough of it is kept.</exception>
    public async Task<WorkflowCase> RecordAsync(string instanceId, string name, CancellationToken cancellationToken)
    {
        var record = await RunRecord.FindAsync(instanceId, reader, cancellationToken);
        if (record.Instance.FinishedAt is null)
            throw new ActivityException(FailureKind.InvalidData, $"The run '{instanceId}' has not ended, so it cannot be saved as a case.");
        var workflow = await workflows.GetAsync(record.Instance.DefinitionVersionId, cancellationToken);
        var executions = await reader.ListExecutionsAsync(instanceId, null, cancellationToken);
        var recorded = new WorkflowCase
        {
            Name = name,
            Now = record.Instance.CreatedAt,
            Start = StartOf(record),
            Answers = await AnswersAsync(workflow, executions.Where(execution => !IsStart(execution, record, executions)), cancellationToken),
            Expect = await ExpectationAsync(instanceId, record.Instance, executions, cancellationToken),
        };
        return PersonalData.Redact(recorded);
    }

    private static CaseStart StartOf(RunRecord record)
    {
        var payload = record.Message.Payload is { } bytes ? CheckpointReader.Parse(bytes) : WorkflowJson.Null;
        return record.TriggerActivityId is { } trigger
            ? new CaseStart { Trigger = trigger, Payload = payload, CorrelationId = record.Instance.CorrelationId }
            : new CaseStart { Input = Members(JsonMembers.Find(payload, "input")), CorrelationId = record.Instance.CorrelationId };
    }

    private async Task<IReadOnlyList<CaseAnswer>> AnswersAsync(CompiledWorkflow workflow, IEnumerable<ActivityExecutionRow> executions, CancellationToken cancellationToken)
    {
        var answers = new List<CaseAnswer>();
        foreach (var execution in executions.OrderBy(execution => execution.Number))
        {
            var isOutside = workflow.FindNode(execution.NodeId) is { Descriptor: not null } activity
                && !BuiltInActivities.Computed.Contains(activity.Activity.GetType()) && execution.Status is "Completed" or "Faulted";
            if (!isOutside || execution.Details is not { } bytes)
                continue;
            var details = CheckpointReader.Parse(bytes);
            answers.Add(new CaseAnswer
            {
                Activity = execution.ActivityId,
                Outputs = await OutputsAsync(details, cancellationToken),
                Outcomes = CaseJournal.Of([execution])[0].Outcomes ?? [],
                Failure = JsonMembers.Find(details, "exception") is { ValueKind: JsonValueKind.Object } failure
                    ? new CaseFailure(Enum.Parse<FailureKind>(JsonMembers.Text(failure, "kind")!), JsonMembers.Text(failure, "message") ?? "")
                    : null,
            });
        }

        return answers;
    }

    /// <summary>Whether an execution is that of the trigger by which the run began, which the start answers.</summary>
    private static bool IsStart(ActivityExecutionRow execution, RunRecord record, IReadOnlyList<ActivityExecutionRow> executions) =>
        execution.ActivityId == record.TriggerActivityId
        && executions.Where(other => other.ActivityId == execution.ActivityId).Min(other => other.Number) == execution.Number;

    private async Task<Dictionary<string, JsonElement>> OutputsAsync(JsonElement details, CancellationToken cancellationToken)
    {
        var outputs = Members(JsonMembers.Find(details, "outputs"));
        foreach (var (name, value) in outputs.ToList())
        {
            if (value.ValueKind == JsonValueKind.Object && JsonMembers.Find(value, "$cut") is not null && JsonMembers.Text(value, "hash") is { } hash)
                outputs[name] = await payloads.ReadAsync(StateValue.Reference(hash, 0), cancellationToken);
        }

        return outputs;
    }

    private async Task<CaseExpectation> ExpectationAsync(
        string instanceId, InstanceRow instance, IReadOnlyList<ActivityExecutionRow> executions, CancellationToken cancellationToken)
    {
        var found = await reader.FindAsync(instanceId, cancellationToken);
        var outputs = new Dictionary<string, JsonElement>();
        if (found?.Checkpoint is { } checkpoint && JsonMembers.Find(CheckpointReader.Parse(checkpoint), "output") is { ValueKind: JsonValueKind.Object } stored)
        {
            foreach (var output in stored.EnumerateObject())
            {
                outputs[output.Name] = JsonMembers.Text(output.Value, "hash") is { } hash
                    ? await payloads.ReadAsync(StateValue.Reference(hash, 0), cancellationToken)
                    : output.Value.GetProperty("value");
            }
        }

        var letters = await reader.ListDeadLettersAsync(new DeadLetterFilter { InstanceId = instanceId, Take = 1 }, cancellationToken);
        return new CaseExpectation
        {
            Status = instance.Status,
            Outputs = outputs,
            Journal = CaseJournal.Of(executions),
            Failure = instance.Status == InstanceStatus.Faulted && letters.Count > 0 ? letters[0].Message : null,
        };
    }

    private static Dictionary<string, JsonElement> Members(JsonElement? json) =>
        json is { ValueKind: JsonValueKind.Object } members
            ? members.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal)
            : [];
}
