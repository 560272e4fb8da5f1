/** How a unit is reached and what it does, as it is sent. */
export const reach = {
  contact: '张老师',
  officePhone: '0769-22001234',
  mobile: '138 0000 4321',
  email: 'unit@example.com',
  postalCode: '523000',
  address: '东莞市莞城区学院路 1 号',
  functions: '义务教育\n教师培训',
}

/** What its first application says. */
export const application = { ...reach, nature: 'publicInstitution', subordination: '40' }
