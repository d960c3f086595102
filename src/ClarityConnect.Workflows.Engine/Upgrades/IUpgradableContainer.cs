namespace ClarityConnect.Workflows.Engine.Upgrades;

/// <summary>A container whose stored state speaks of the activities in it, and has to fit another version of them.</summary>
internal interface IUpgradableContainer
{
    /// <summary>Changes the state of a running execution of this container, or says why that cannot be. Called on the activity of the new version.</summary>
    void CarryOver(ContainerUpgrade upgrade);
}
