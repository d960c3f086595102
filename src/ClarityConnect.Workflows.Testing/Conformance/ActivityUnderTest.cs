namespace ClarityConnect.Workflows.Testing.Conformance;

/// <summary>An activity with which <see cref="ActivityConformance"/> is checked. Its inputs have to be such that it succeeds where nothing goes wrong.</summary>
public sealed record ActivityUnderTest : ConnectorUnderTest
{
    /// <summary>
    /// Gives the inputs of a run by its number, in place of <see cref="ConnectorUnderTest.Inputs"/>: for activities that do the same only once, such as one that makes the
    /// invoice of a number. Further attempts of a run have its inputs. Null where all runs may have the same.
    /// </summary>
    public Func<int, object>? InputsOfRun { get; init; }

    internal object InputsOf(int run) => InputsOfRun?.Invoke(run) ?? Inputs;
}
