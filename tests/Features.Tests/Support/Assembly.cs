[assembly: AssemblyFixture(typeof(ChatFixture))]
