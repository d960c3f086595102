using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Failures;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Sdk.Activities;

/// <summary>One execution of one activity in one instance: its inputs and outputs, and what it may do next.</summary>
public abstract class ActivityExecutionContext
{
    /// <summary>The instance that runs the activity.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The definition that the instance runs.</summary>
    public abstract string DefinitionId { get; }

    /// <summary>The activity's id in the definition.</summary>
    public abstract string ActivityId { get; }

    /// <summary>The activity's name in the definition, as its author sees it.</summary>
    public abstract string ActivityName { get; }

    /// <summary>The id of this execution; the same on every attempt.</summary>
    public abstract string ExecutionId { get; }

    /// <summary>Which attempt this is, from 1.</summary>
    public abstract int Attempt { get; }

    /// <summary>
    /// A key for this effect, derived from instance, activity and iteration: the same on every attempt, different for every iteration.
    /// 40 characters of [0-9a-f].
    /// </summary>
    public abstract string IdempotencyKey { get; }

    /// <summary>Whether an earlier attempt of this durable step was begun and its outcome is not known.</summary>
    public abstract bool IsRepeat { get; }

    /// <summary>The instance's correlation id, by which events find it.</summary>
    public abstract string? CorrelationId { get; set; }

    /// <summary>The instance's name, shown in lists.</summary>
    public abstract string? InstanceName { get; set; }

    /// <summary>What started the instance, if this activity is the trigger that did; else null.</summary>
    public abstract JsonElement? TriggerPayload { get; }

    /// <summary>
    /// Cancelled when the server stops, the lease is lost or the instance is cancelled. Pass it on to every call, and let the
    /// <see cref="OperationCanceledException"/> through: it is no failure of the activity.
    /// </summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>The clock.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>A logger that carries instance and activity.</summary>
    public abstract ILogger Logger { get; }

    /// <summary>Reads an input.</summary>
    /// <typeparam name="T">The input's type.</typeparam>
    /// <param name="input">The input, a property of the activity.</param>
    /// <returns>The evaluated value, or the input's default where the definition leaves it empty.</returns>
    public abstract T? Get<T>(Input<T> input);

    /// <summary>Reads an input that the activity cannot do without.</summary>
    /// <typeparam name="T">The input's type.</typeparam>
    /// <param name="input">The input, a property of the activity.</param>
    /// <returns>The value, neither null nor an empty text. A number or date of a type that cannot be null is never empty; declare <c>Input&lt;int?&gt;</c> to tell.</returns>
    /// <exception cref="ActivityException">The input is empty; kind <see cref="FailureKind.InvalidData"/>, naming the input.</exception>
    public T GetRequired<T>(Input<T> input) =>
        Get(input) is { } value and not ""
            ? value
            : throw new ActivityException(FailureKind.InvalidData, $"The input '{input.Name}' is empty. Give it a value, or an expression that has one.");

    /// <summary>Evaluates an input now, for inputs that are declared deferred, such as the condition of a loop.</summary>
    /// <typeparam name="T">The input's type.</typeparam>
    /// <param name="input">The input, a property of the activity.</param>
    /// <returns>The value now, or the input's default where the definition leaves it empty.</returns>
    public abstract ValueTask<T?> EvaluateAsync<T>(Input<T> input);

    /// <summary>Sets an output: its variable if bound, and what <c>getOutputFrom</c> reads.</summary>
    /// <typeparam name="T">The output's type.</typeparam>
    /// <param name="output">The output, a property of the activity.</param>
    /// <param name="value">The value; it is serialised to JSON at once, so that later changes to the object are not seen. The last one set counts.</param>
    public abstract void Set<T>(Output<T> output, T? value);

    /// <summary>Completes the execution when the method that calls it has returned. The last call counts.</summary>
    /// <param name="outcomes">The outcomes, each a port that is followed; "Done" if none is given. One for which no port is drawn leads nowhere.</param>
    public abstract void Complete(params string[] outcomes);

    /// <summary>
    /// Makes the execution wait, after the method that calls it has returned and the bookmark is stored; <see cref="Activity.OnResumedAsync"/> goes on. Of several
    /// bookmarks each calls it when it is met; those that are left are taken away when the execution completes.
    /// </summary>
    /// <param name="bookmark">What is waited for.</param>
    public abstract void Wait(Bookmark bookmark);

    /// <summary>Schedules a child; <see cref="Activity.OnChildCompletedAsync"/> goes on when it has ended.</summary>
    /// <param name="port">The child.</param>
    /// <param name="tag">Given back in <see cref="ChildCompletion.Tag"/>; part of the iteration path that idempotency keys derive from.</param>
    /// <param name="variables">Variables that only this child and its descendants see, such as the current item of a loop.</param>
    public abstract void Schedule(ActivityPort port, string? tag = null, IReadOnlyDictionary<string, object?>? variables = null);

    /// <summary>Reads what this execution stored for itself.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="key">The value's name.</param>
    /// <returns>The value; the default of <typeparamref name="T"/> where none is stored.</returns>
    public abstract T? GetState<T>(string key);

    /// <summary>Stores a value with the execution; it survives waiting, crashes and moves between nodes.</summary>
    /// <typeparam name="T">The value's type; it must serialise to JSON.</typeparam>
    /// <param name="key">The value's name.</param>
    /// <param name="value">The value.</param>
    public abstract void SetState<T>(string key, T? value);

    /// <summary>Reads a variable by name, from the nearest scope that has it.</summary>
    /// <param name="name">The variable's name.</param>
    /// <returns>Its value, or null if it has none or there is no such variable.</returns>
    public abstract ValueTask<JsonElement?> GetVariableAsync(string name);

    /// <summary>Writes a variable in the nearest scope that has it, or creates it for the whole instance.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="value">The value; it is serialised to JSON at once.</param>
    public abstract void SetVariable(string name, object? value);

    /// <summary>Gives the typed client of a connection, shared by everything on this node that uses the connection.</summary>
    /// <typeparam name="TClient">The client's type, as the connection type declares it.</typeparam>
    /// <param name="connection">The input that names the connection.</param>
    /// <exception cref="ActivityException">
    /// Kind <see cref="FailureKind.Misconfigured"/>: there is no such connection, or it is of another type.
    /// </exception>
    public abstract ValueTask<TClient> GetClientAsync<TClient>(Input<string> connection)
        where TClient : class;

    /// <summary>Gives a service that the host registered.</summary>
    /// <typeparam name="T">The service's type.</typeparam>
    /// <exception cref="InvalidOperationException">The host registered no such service.</exception>
    public abstract T GetService<T>()
        where T : class;
}
