using ClarityConnect.Workflows.Engine.Execution;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>A container that can go on again from one of its activities, forgetting what came after it.</summary>
internal interface IRestartableContainer
{
    void RestartFrom(BurstContext context, int node);
}
