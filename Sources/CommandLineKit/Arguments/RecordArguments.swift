public import ArgumentParser
public import Records

extension DocumentCategory: ExpressibleByArgument {}
