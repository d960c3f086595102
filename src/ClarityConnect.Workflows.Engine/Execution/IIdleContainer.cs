namespace ClarityConnect.Workflows.Engine.Execution;

/// <summary>An activity that has something to do when nothing of its instance is left to run.</summary>
internal interface IIdleContainer
{
    /// <returns>Whether it did anything.</returns>
    ValueTask<bool> OnIdleAsync(BurstContext context);
}
