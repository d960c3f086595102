namespace ClarityConnect.Workflows.Sdk.Activities;

/// <summary>An activity that completes with "Done" as soon as its code has run, unless that code completed it otherwise.</summary>
public abstract class CodeActivity : Activity;
